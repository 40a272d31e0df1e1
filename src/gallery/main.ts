import { mount } from 'svelte';
import '../app/theme.css';
import Gallery from './Gallery.svelte';

const target = document.getElementById('gallery');
if (target === null) throw new Error('gallery.html has no element #gallery');
mount(Gallery, { target });

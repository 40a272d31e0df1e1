import type { Plugin } from 'vite';

/** Writes the list of the build's files in front of the service worker. */
export function offlineWorker(): Plugin;

import { mount } from 'svelte';
import { openEngine } from '../engine/client';
import { openSession, tabStorage } from '../workbench/session';
import { Workbench } from '../workbench/workbench.svelte';
import App from './App.svelte';
import { ForeignRequests } from './foreign-requests.svelte';
import { Page } from './page.svelte';

/** Puts the app in the place of the loading shell. The engine starts behind it. */
export function start(target: HTMLElement): void {
  const workbench = new Workbench(openEngine(), openSession(tabStorage()));
  const page = new Page(workbench, new ForeignRequests());
  target.replaceChildren();
  mount(App, { target, props: { page } });
  void workbench.engine.boot();
}

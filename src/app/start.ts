import { mount } from 'svelte';
import { openEngine } from '../engine/client';
import { Workbench } from '../workbench/workbench.svelte';
import App from './App.svelte';
import { ForeignRequests } from './foreign-requests.svelte';
import { Device } from './keeping/device.svelte';
import { Page } from './page.svelte';

/** Puts the app in the place of the loading shell. The engine starts behind it, and behind both what makes it work offline. */
export async function start(target: HTMLElement): Promise<void> {
  const device = new Device();
  const workbench = new Workbench(openEngine(), device.keeping);
  const page = new Page(workbench, new ForeignRequests(), device);
  await device.attach(workbench);
  target.replaceChildren();
  mount(App, { target, props: { page } });
  void workbench.engine.boot().then(() => device.offline.start());
}

import { mount } from 'svelte';
import { openEngine } from '../engine/client';
import { contractOf } from '../steps/index';
import { Workbench } from '../workbench/workbench.svelte';
import App from './App.svelte';
import { ForeignRequests } from './bar/foreign-requests.svelte';
import { Device } from './keeping/device.svelte';
import { Page } from './page.svelte';
import { paramFields } from './params/param-fields';

/** The steps that a file brings: what their cells are made of is found out while nobody waits. */
const FIRST_STEPS = ['load', 'profile'];

/** How long nothing has run when the page counts as at rest. */
const REST_MS = 3000;

/** Puts the app in the place of the loading shell. The engine starts behind it, and behind both what makes it work offline. */
export async function start(target: HTMLElement): Promise<void> {
  const device = new Device();
  const workbench = new Workbench(openEngine(), device.keeping);
  const page = new Page(workbench, new ForeignRequests(), device);
  await device.attach(workbench);
  target.replaceChildren();
  mount(App, { target, props: { page } });
  void keepOffline(workbench, device);
  whenIdle(prepareCells);
}

/** The app's files are copied to the device while nothing runs: beside the first load of a file that would slow the page. */
async function keepOffline({ engine, runs }: Workbench, { offline }: Device): Promise<void> {
  await engine.boot();
  let ended: Promise<void>;
  do {
    ended = runs.settled;
    await ended;
    await new Promise((resume) => setTimeout(resume, REST_MS));
  } while (runs.settled !== ended);
  await offline.start();
}

function prepareCells(): void {
  for (const step of FIRST_STEPS) {
    const contract = contractOf(step);
    if (contract !== undefined) paramFields(contract.params);
  }
}

/** Not every browser says when it is idle. */
function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(work);
  else setTimeout(work, 500);
}

import type { Component } from 'svelte';
import type { ViewProps } from '../core/view';

/** What the page shows of a step, each part fetched when it is first needed. */
export interface StepView {
  /** Draws the step's result. */
  readonly view: () => Promise<{ readonly default: Component<ViewProps> }>;
  /** The lesson, as Markdown. */
  readonly lesson: () => Promise<{ readonly default: string }>;
}

/** The view and the lesson of every step, by its id. */
export const views: Readonly<Record<string, StepView>> = {
  load: {
    view: () => import('./load/load/View.svelte'),
    lesson: () => import('./load/load/lesson.md?raw'),
  },
  profile: {
    view: () => import('./understand/profile/View.svelte'),
    lesson: () => import('./understand/profile/lesson.md?raw'),
  },
};

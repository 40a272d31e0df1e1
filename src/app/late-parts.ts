/** The parts of the app that its first page does not show. */
async function fetchParts() {
  const [view, saving, packing] = await Promise.all([
    import('./workbench/WorkbenchView.svelte'),
    import('./saving-tables/SaveTableDialog.svelte'),
    import('./packing/PackDialog.svelte'),
  ]);
  return { WorkbenchView: view.default, SaveTableDialog: saving.default, PackDialog: packing.default };
}

let parts: ReturnType<typeof fetchParts> | undefined;

/** Fetches them, once. Rejects where they do not arrive; a reload of the page asks anew. */
export function loadLateParts(): ReturnType<typeof fetchParts> {
  return (parts ??= fetchParts());
}

/** Typing changes what is asked for by the letter: only what stands for so long is asked. */
const REST_MS = 300;

/** Asks once the question has rested; what it returns withdraws the question. */
export function askRested(question: (signal: AbortSignal) => Promise<void>): () => void {
  const controller = new AbortController();
  const timer = setTimeout(() => void question(controller.signal), REST_MS);
  return () => {
    clearTimeout(timer);
    controller.abort();
  };
}

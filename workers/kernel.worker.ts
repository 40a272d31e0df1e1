import type { KernelTask } from './engine/kernel-pool';
import { serveKernelTask } from './engine/kernel-server';

self.addEventListener('message', ({ data }: MessageEvent<KernelTask>) => {
  void serveKernelTask(data, (reply, transfer) => self.postMessage(reply, { transfer }));
});

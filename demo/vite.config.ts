/** How the demo is built, and served while it is worked on. */
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';
import { serviceWorker } from './serviceWorkerPlugin.ts';

/** Hosting answers what lies under `/__`: which project this is, and where the emulators listen. */
async function hostingAddress(): Promise<string> {
  const hub = process.env['FIREBASE_EMULATOR_HUB'] ?? '127.0.0.1:4400';
  try {
    const response = await fetch(`http://${hub}/emulators`);
    const { hosting } = (await response.json()) as { hosting: { host: string; port: number } };
    return `http://${hosting.host}:${hosting.port}`;
  } catch (cause) {
    throw new Error(`No emulators at ${hub}: run \`npm start\` in another terminal first.`, {
      cause,
    });
  }
}

/** What does not change with the app is in chunks of its own; what several screens share comes in few. */
const CHUNKS = [
  // Without Storage, which the SDK loads with an image: the demo has none.
  {
    name: 'firebase',
    test: /node_modules\/(@?firebase\/(?!storage\/)|re2js\/|idb\/)/,
    priority: 3,
  },
  { name: 'react', test: /node_modules\/(react|react-dom|react-router|scheduler)\//, priority: 2 },
  { name: 'ui', test: /node_modules/, minShareCount: 4, priority: 1 },
  { name: 'app', test: /./, minShareCount: 4 },
];

export default defineConfig(async ({ command }) => ({
  root: import.meta.dirname,
  plugins: [react(), serviceWorker()],
  // The SDK as it stands in the repository, built or not; an app of your own needs no such line.
  resolve: { conditions: ['firegroups-source', ...defaultClientConditions] },
  build: {
    // These know `light-dark()`, which a build for older ones would take apart wrongly: the scheme is a variable of Mantine's.
    cssTarget: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    // Firestore alone is larger than Vite's idea of a large chunk.
    chunkSizeWarningLimit: 700,
    rolldownOptions: { output: { codeSplitting: { groups: CHUNKS } } },
  },
  ...(command === 'serve' && {
    server: { host: '127.0.0.1', proxy: { '/__': await hostingAddress() } },
  }),
}));

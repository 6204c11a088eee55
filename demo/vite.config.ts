/** Builds the demo, and serves it during development. */
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';
import { serviceWorker } from './serviceWorkerPlugin.ts';

/** The Hosting emulator, which answers requests under `/__` with the project's configuration and the emulators' addresses. */
async function hostingAddress(): Promise<string> {
  const hub = process.env['FIREBASE_EMULATOR_HUB'] ?? '127.0.0.1:4400';
  try {
    const response = await fetch(`http://${hub}/emulators`);
    const { hosting } = (await response.json()) as { hosting: { host: string; port: number } };
    return `http://${hosting.host}:${hosting.port}`;
  } catch (cause) {
    throw new Error(`No emulators found at ${hub}. Run \`npm start\` in another terminal first.`, {
      cause,
    });
  }
}

/** Libraries change less often than the app, so they get their own chunks. Code that several screens share goes into few chunks. */
const CHUNKS = [
  // Without Cloud Storage, which is loaded with the first photo.
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
  // The app reads FIREGROUPS_PREFIX, the prefix of the project's collection ids.
  envPrefix: ['VITE_', 'FIREGROUPS_PREFIX'],
  plugins: [react(), serviceWorker()],
  // Uses the SDK's sources in this repository, built or not. Your own app does not need this line.
  resolve: { conditions: ['firegroups-source', ...defaultClientConditions] },
  build: {
    // These browsers support `light-dark()`. A build for older ones would compile it wrongly, because Mantine sets the color
    // scheme with a variable.
    cssTarget: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    // Firestore alone exceeds Vite's default limit.
    chunkSizeWarningLimit: 700,
    rolldownOptions: { output: { codeSplitting: { groups: CHUNKS } } },
  },
  ...(command === 'serve' && {
    server: { host: '127.0.0.1', proxy: { '/__': await hostingAddress() } },
  }),
}));

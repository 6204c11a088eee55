/** How the demo is built, and served while it is worked on. */
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';

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

export default defineConfig(async ({ command }) => ({
  root: import.meta.dirname,
  plugins: [react()],
  // The SDK as it stands in the repository, built or not; an app of your own needs no such line.
  resolve: { conditions: ['firegroups-source', ...defaultClientConditions] },
  ...(command === 'serve' && {
    server: { host: '127.0.0.1', proxy: { '/__': await hostingAddress() } },
  }),
}));

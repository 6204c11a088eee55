/** The entry point: connects to the project, then renders the app. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './app.css';
import { App } from './App.tsx';
import { StartError } from './components/StartError.tsx';
import { openBackend } from './firebase.ts';
import { reportError } from './hooks/useAction.ts';
import { readTabUser } from './tabUser.ts';
import { signInSamplePerson } from './samplePeople.ts';

const root = createRoot(document.getElementById('root')!);
try {
  const { email, isNew } = readTabUser();
  const backend = await openBackend(email);
  if (email && isNew) await signInSamplePerson(backend, email);
  // Lets the app open offline next time.
  if (import.meta.env.PROD && 'serviceWorker' in navigator) {
    navigator.serviceWorker.register('/sw.js').catch(reportError);
  }
  root.render(
    <StrictMode>
      <App backend={backend} />
    </StrictMode>,
  );
} catch (error) {
  root.render(<StartError error={error} />);
}

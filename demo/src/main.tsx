/** Where the app begins: finds its project, then shows the screens. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './app.css';
import { App } from './App.tsx';
import { StartError } from './components/StartError.tsx';
import { openBackend } from './firebase.ts';
import { reportError } from './hooks/useAction.ts';
import { personOfTab } from './persons.ts';
import { signInSamplePerson } from './samplePeople.ts';

const root = createRoot(document.getElementById('root')!);
try {
  const { email, isNew } = personOfTab();
  const backend = await openBackend(email);
  if (email && isNew) await signInSamplePerson(backend, email);
  // So that the app opens without a connection next time.
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

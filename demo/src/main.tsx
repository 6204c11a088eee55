/** Where the app begins: finds its project, then shows the screens. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './app.css';
import { App } from './App.tsx';
import { StartFailure } from './components/StartFailure.tsx';
import { openBackend } from './firebase.ts';
import { personOfTab } from './persons.ts';

const root = createRoot(document.getElementById('root')!);
try {
  const backend = await openBackend(personOfTab());
  root.render(
    <StrictMode>
      <App backend={backend} />
    </StrictMode>,
  );
} catch (error) {
  root.render(<StartFailure error={error} />);
}

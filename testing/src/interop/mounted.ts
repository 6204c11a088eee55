/** What an app shows through a binding library, rendered as the library's framework does it. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createElement, useEffect, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { Observable } from 'rxjs';
import { createApp, defineComponent, h, nextTick, ref, type Ref } from 'vue';
import { VueFire } from 'vuefire';
import type { Firegroups } from 'firegroups';
import { newFollowing } from '../clients/listening.ts';

export interface Mounted<T> {
  /** Resolves with the first state shown, the present one included, that satisfies `condition`. */
  until: (condition: (shown: T) => boolean) => Promise<T>;
  /** Renders once more, as when something else on the page has changed. */
  renderAgain: () => Promise<void>;
  /** How often it was rendered. */
  renders: () => number;
  unmount: () => void;
}

/** A React component that shows what a hook gives it, called anew in each render. */
export function mountReact<T>(
  useIt: () => T,
  around = (component: ReactNode): ReactNode => component,
): Mounted<T> {
  const { following, tell, fail } = newFollowing<T>();
  let renders = 0;
  const Shown = () => {
    const shown = useIt();
    renders++;
    useEffect(() => {
      tell(shown);
    });
    return null;
  };
  const root = createRoot(document.createElement('div'), { onUncaughtError: fail });
  const render = () => {
    flushSync(() => {
      root.render(around(createElement(Shown)));
    });
  };
  render();
  return {
    ...following,
    renderAgain: async () => {
      render();
      await Promise.resolve();
    },
    renders: () => renders,
    unmount: () => {
      root.unmount();
    },
  };
}

/** The same inside TanStack Query, with its cache. */
export function mountReactQuery<T>(
  useIt: () => T,
  client = new QueryClient({ defaultOptions: { queries: { retry: false } } }),
): Mounted<T> {
  const mounted = mountReact(useIt, (component) =>
    createElement(QueryClientProvider, { client }, component),
  );
  const unmount = () => {
    mounted.unmount();
    client.clear(); // Else it keeps the process for five minutes, for its garbage.
  };
  return { ...mounted, unmount };
}

/** A Vue component that shows what a composable gives it. */
export function mountVue<T>(fg: Firegroups, composable: () => Ref<T>): Mounted<T> {
  const { following, tell, fail } = newFollowing<T>();
  let renders = 0;
  const clicks = ref(0);
  const component = defineComponent({
    setup: () => {
      const shown = composable();
      return () => {
        renders++;
        tell(shown.value);
        return h('p', [clicks.value, JSON.stringify(shown.value)]);
      };
    },
  });
  const app = createApp(component).use(VueFire, { firebaseApp: fg.app });
  app.config.errorHandler = fail;
  app.mount(document.createElement('div'));
  return {
    ...following,
    renderAgain: async () => {
      clicks.value++;
      await nextTick();
    },
    renders: () => renders,
    unmount: () => {
      app.unmount();
    },
  };
}

/** A subscription, which nothing renders. */
export function subscribe<T>(
  observable: Observable<T>,
): Omit<Mounted<T>, 'renderAgain' | 'renders'> {
  const { following, tell, fail } = newFollowing<T>();
  const subscription = observable.subscribe({ next: tell, error: fail });
  return {
    ...following,
    unmount: () => {
      subscription.unsubscribe();
    },
  };
}

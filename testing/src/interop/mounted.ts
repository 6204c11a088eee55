/** Renders what a binding library returns with the library's framework. */
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
  /** Resolves with the first rendered state that satisfies `condition`, including the current one. */
  until: (condition: (shown: T) => boolean) => Promise<T>;
  /** Renders again, as if something else on the page had changed. */
  renderAgain: () => Promise<void>;
  /** Returns how often it was rendered. */
  renders: () => number;
  unmount: () => void;
}

/** Mounts a React component that shows what a hook returns. */
export function mountReact<T>(
  useIt: () => T,
  around = (component: ReactNode): ReactNode => component,
): Mounted<T> {
  const { following, emit, fail } = newFollowing<T>();
  let renders = 0;
  const Shown = () => {
    const shown = useIt();
    renders++;
    useEffect(() => {
      emit(shown);
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

/** Like {@link mountReact}, inside TanStack Query with its cache. */
export function mountReactQuery<T>(
  useIt: () => T,
  client = new QueryClient({ defaultOptions: { queries: { retry: false } } }),
): Mounted<T> {
  const mounted = mountReact(useIt, (component) =>
    createElement(QueryClientProvider, { client }, component),
  );
  const unmount = () => {
    mounted.unmount();
    client.clear(); // Otherwise its garbage collection keeps the process alive for five minutes.
  };
  return { ...mounted, unmount };
}

/** Mounts a Vue component that shows what a composable returns. */
export function mountVue<T>(fg: Firegroups, composable: () => Ref<T>): Mounted<T> {
  const { following, emit, fail } = newFollowing<T>();
  let renders = 0;
  const clicks = ref(0);
  const component = defineComponent({
    setup: () => {
      const shown = composable();
      return () => {
        renders++;
        emit(shown.value);
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

/** Subscribes to an observable, without rendering. */
export function subscribe<T>(
  observable: Observable<T>,
): Omit<Mounted<T>, 'renderAgain' | 'renders'> {
  const { following, emit, fail } = newFollowing<T>();
  const subscription = observable.subscribe({ next: emit, error: fail });
  return {
    ...following,
    unmount: () => {
      subscription.unsubscribe();
    },
  };
}

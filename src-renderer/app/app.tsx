import { I18nProvider } from 'react-aria-components';
import { Messages } from '../ui/messages.tsx';
import { DefectBoundary } from './defect-boundary.tsx';
import { Stage } from './stage.tsx';

/** The whole screen. */
export function App() {
  return (
    <I18nProvider locale="en-GB">
      <DefectBoundary>
        <Stage />
      </DefectBoundary>
      <Messages />
    </I18nProvider>
  );
}

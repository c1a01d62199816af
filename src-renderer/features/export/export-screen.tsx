import { Download } from 'lucide-react';
import { commonStrings } from '../../strings/common.ts';
import { exportStrings as words } from '../../strings/export.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { FormActions } from '../../ui/form.tsx';
import { showToast } from '../../ui/messages.store.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { useKeptFocus } from '../../ui/use-kept-focus.ts';
import { forgetExport, useExport } from './export.store.ts';
import { ExportForm } from './export-form.tsx';
import styles from './export-screen.module.css';

/** All accounts as a file. For supervisors. */
export function ExportScreen() {
  const { state } = useExport();
  const page = useKeptFocus<HTMLDivElement>(state.kind);
  return (
    <div ref={page} tabIndex={-1} className={styles.page}>
      {state.kind === 'none' && <ExportForm error={state.error} />}
      {state.kind === 'running' && <Running done={state.done} of={state.of} />}
      {state.kind === 'ready' && <Ready {...state} />}
    </div>
  );
}

function Running({ done, of }: { done: number; of: number | null }) {
  return (
    <>
      <ProgressBar
        label={words.progress}
        done={done}
        of={of}
        words={of === null ? commonStrings.working : words.far(done, of)}
      />
      <FormActions>
        <Button autoFocus onPress={forgetExport}>
          {commonStrings.cancel}
        </Button>
      </FormActions>
    </>
  );
}

function Ready({ accounts, file, name }: { accounts: number; file: Blob; name: string }) {
  const save = () => {
    saveFile(name, file);
    forgetExport();
    showToast(words.saved(name));
  };
  return (
    <>
      <Banner tone="success" title={words.ready(accounts)} live="off">
        {words.readyHelp}
      </Banner>
      <FormActions>
        <Button tone="primary" autoFocus icon={<Download aria-hidden="true" />} onPress={save}>
          {words.save}
        </Button>
        <Button onPress={forgetExport}>{words.discard}</Button>
      </FormActions>
    </>
  );
}

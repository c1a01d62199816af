import type { ImportPreview } from '#shared/contract/import.contract.ts';
import { delimiters, encodings, fileFormats } from '#shared/rules/import-formats.ts';
import { columnStrings as words } from '../../strings/import-columns.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { FormActions } from '../../ui/form.tsx';
import { Select, type SelectOption } from '../../ui/select.tsx';
import styles from './import-screen.module.css';
import { asItLooks, type ReadHow } from './use-preview.ts';

interface ReadingChoicesProps {
  preview: ImportPreview;
  how: ReadHow;
  onChange: (change: Partial<ReadHow>) => void;
}

/** What was recognised of the file, and can be put right. */
export function ReadingChoices({ preview, how, onChange }: ReadingChoicesProps) {
  const found = preview.kind === 'preview' ? preview : { ...how, sheets: [] };
  return (
    <div className={styles.choices}>
      {preview.kind === 'preview' && <Recognised preview={preview} />}
      <Select
        label={words.format}
        placeholder={words.asItLooks}
        options={fileFormats.map((id) => ({ id, label: words.formats[id] }))}
        value={found.format}
        onChange={(format) => onChange({ format, encoding: null, delimiter: null, sheet: null })}
      />
      {found.format !== 'xlsx' && (
        <Select
          label={words.encoding}
          placeholder={words.asItLooks}
          options={encodings.map((id) => ({ id, label: id.toUpperCase() }))}
          value={found.encoding}
          onChange={(encoding) => onChange({ encoding })}
        />
      )}
      {found.format === 'csv' && (
        <Select
          label={words.delimiter}
          placeholder={words.asItLooks}
          options={delimiters.map((id) => ({ id, label: words.delimiters[id] }))}
          value={found.delimiter}
          onChange={(delimiter) => onChange({ delimiter })}
        />
      )}
      {preview.kind === 'unreadable' && Object.values(how).some((told) => told !== null) && (
        <FormActions>
          <Button onPress={() => onChange(asItLooks)}>{words.backToLooks}</Button>
        </FormActions>
      )}
      {found.sheets.length > 1 && (
        <Select
          label={words.sheet}
          options={found.sheets.map((id): SelectOption<string> => ({ id, label: id }))}
          value={found.sheet}
          onChange={(sheet) => onChange({ sheet })}
        />
      )}
    </div>
  );
}

function Recognised({ preview }: { preview: Extract<ImportPreview, { kind: 'preview' }> }) {
  const { system, remembered } = preview;
  const title = remembered
    ? words.remembered
    : system === null
      ? undefined
      : words.system(words.systems[system]);
  return (
    <Banner tone="info" live="off" {...(title === undefined ? {} : { title })}>
      {words.check}
    </Banner>
  );
}

import { editStrings as words } from '../../../strings/edit-account.ts';
import { Banner } from '../../../ui/banner.tsx';
import { countryName } from '../../../ui/country-name.ts';
import { RadioList } from '../../../ui/radio-list.tsx';
import styles from './edit-desk.module.css';
import type { Clash, Editing, Meanwhile } from './use-editing.ts';

interface ClashesProps {
  meanwhile: Meanwhile;
  fields: NonNullable<Editing['fields']>;
  onDecide: Editing['decide'];
  /** The person tried to go on: say what is undecided. */
  judged: boolean;
}

/** What somebody else changed meanwhile: what was taken over, and what both changed, side by side. */
export function Clashes({ meanwhile, fields, onDecide, judged }: ClashesProps) {
  const { taken, clashes } = meanwhile;
  const names = taken.map((field) => words.labels[field]).join(', ');
  return (
    <section aria-label={words.meanwhile} className={styles.clashes}>
      <Banner tone="warn" live="alert" title={words.meanwhile}>
        {names !== '' && <p>{words.taken(names)}</p>}
        {names === '' && clashes.length === 0 && <p>{words.same}</p>}
        <p>{words.kept}</p>
      </Banner>
      {clashes.map((clash, place) => (
        <RadioList
          key={clash.field}
          label={`${words.labels[clash.field]}: ${words.both}`}
          layout="columns"
          value={choiceOf(clash, fields[clash.field])}
          onChange={(whose) => onDecide(clash.field, whose)}
          autoFocus={place === 0}
          error={judged && !clash.decided ? words.undecided : undefined}
          options={[
            { id: 'mine', label: words.mine, detail: shown(clash, 'mine') },
            { id: 'theirs', label: words.theirs, detail: shown(clash, 'theirs') },
          ]}
        />
      ))}
    </section>
  );
}

function choiceOf({ theirs, decided }: Clash, typed: string): 'mine' | 'theirs' | null {
  if (!decided) return null;
  return typed === theirs ? 'theirs' : 'mine';
}

function shown(clash: Clash, whose: 'mine' | 'theirs'): string {
  const text = clash[whose].trim();
  if (text === '') return words.empty;
  return clash.field === 'country' ? countryName(text) : text;
}

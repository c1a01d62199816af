import { useState } from 'react';
import { connectionStrings } from '../../strings/connection.ts';
import { Button } from '../../ui/button.tsx';
import { Form, FormActions, ScreenTitle } from '../../ui/form.tsx';
import { RadioList } from '../../ui/radio-list.tsx';

const places = ['here', 'team'] as const;
export type Place = (typeof places)[number];

/** Whether this desk gets a store of its own, or works at a team's server. */
export function PlaceStep({ onChosen }: { onChosen: (place: Place) => void }) {
  const [place, setPlace] = useState<Place>('here');
  return (
    <Form label={connectionStrings.placeTitle} onSubmit={() => onChosen(place)}>
      <ScreenTitle title={connectionStrings.placeTitle}>{connectionStrings.placeHelp}</ScreenTitle>
      <RadioList
        label={connectionStrings.placeLabel}
        options={places.map((id) => ({ id, ...connectionStrings.places[id] }))}
        value={place}
        onChange={setPlace}
        autoFocus
      />
      <FormActions>
        <Button type="submit" tone="primary">
          {connectionStrings.goOn}
        </Button>
      </FormActions>
    </Form>
  );
}

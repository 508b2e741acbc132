// @vitest-environment happy-dom
import { fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { ChoiceRow } from '../../renderer/components/choice-row.tsx';
import { axeProblems } from './render.tsx';

const options = [
  { value: 'cold', label: 'Cold' },
  { value: 'warm', label: 'Warm' },
  { value: 'hot', label: 'Hot' },
] as const;
type Heat = (typeof options)[number]['value'];

function Row({ label, isLabelHidden = false }: { label: string; isLabelHidden?: boolean }) {
  const [value, setValue] = useState<Heat>('warm');
  return <ChoiceRow label={label} isLabelHidden={isLabelHidden} value={value} options={options} onChange={setValue} />;
}

const radios = () => screen.getAllByRole<HTMLInputElement>('radio');
const chosen = () => radios().flatMap((radio) => (radio.checked ? [radio.labels?.[0]?.textContent] : []));

describe('a row of choices', () => {
  it('is a group with a name, in which one is chosen', async () => {
    render(<Row label="Heat" />, { container: document.body.appendChild(document.createElement('main')) });
    expect(screen.getByRole('group', { name: 'Heat' })).toBeTruthy();
    expect(chosen()).toEqual(['Warm']);
    fireEvent.click(screen.getByRole('radio', { name: 'Hot' }));
    expect(chosen()).toEqual(['Hot']);
    expect(await axeProblems()).toEqual([]);
  });

  it('has a name also when its label is not shown', async () => {
    render(<Row label="Heat" isLabelHidden />, { container: document.body.appendChild(document.createElement('main')) });
    expect(screen.getByRole('group', { name: 'Heat' })).toBeTruthy();
    expect(screen.getByText('Heat').className).toBe('visually-hidden');
    expect(await axeProblems()).toEqual([]);
  });

  it('shares its arrow keys with no other row', () => {
    render(
      <>
        <Row label="Water" />
        <Row label="Air" />
      </>,
    );
    const names = radios().map(({ name }) => name);
    expect(new Set(names.slice(0, 3)).size).toBe(1);
    expect(new Set(names).size).toBe(2);
  });
});

import { useId } from 'react';
import { Button } from '../../components/button.tsx';
import field from '../../components/field.module.css';
import { strings } from '../../strings/index.ts';
import styles from './access.module.css';
import { filterRule, type ListRule, listOf } from './list-draft.ts';
import { ListEditor } from './list-editor.tsx';
import type { FiltersDraft } from './permission-draft.ts';
import { presetFilters, presets } from './presets.ts';

interface FiltersEditorProps {
  draft: FiltersDraft;
  /** The filters that the quick choices take for one's own topics. */
  own: readonly string[];
  rule?: ListRule;
  /** Explains wildcards and placeholders. */
  hint: string;
  onChange: (filters: Partial<FiltersDraft>) => void;
}

/** Which topics may be published and subscribed to. */
export function FiltersEditor({ draft, own, rule = filterRule, hint, onChange }: FiltersEditorProps) {
  const id = useId();
  const words = strings.access.permission;
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a row of buttons is no set of fields */}
      <div role="group" aria-labelledby={`${id}-presets`} className={styles.presets}>
        <span id={`${id}-presets`} className={styles.presetsLabel}>
          {words.presets}
        </span>
        {presets.map((preset) => (
          <Button
            key={preset}
            small
            onClick={() => {
              const { publish, subscribe } = presetFilters(preset, own);
              onChange({ publish: listOf(publish), subscribe: listOf(subscribe) });
            }}
          >
            {words.presetNames[preset]}
          </Button>
        ))}
      </div>
      {(['publish', 'subscribe'] as const).map((action) => (
        <ListEditor
          key={action}
          title={words[action]}
          addLabel={words.addTo[action]}
          none={words.nothing}
          list={draft[action]}
          rule={rule}
          onChange={(list) => onChange({ [action]: list })}
        />
      ))}
      <p className={field.hint}>{hint}</p>
    </>
  );
}

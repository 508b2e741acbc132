import { ChoiceField } from './choice-field.tsx';
import type { PartSetting, Setting } from './setting.ts';
import { SwitchField } from './switch-field.tsx';
import { TypedField } from './typed-field.tsx';

/** A setting as its kind is drawn. */
export function SettingField({ setting }: { setting: Exclude<Setting, PartSetting> }) {
  switch (setting.kind) {
    case 'typed':
      return <TypedField setting={setting} />;
    case 'choice':
      return <ChoiceField setting={setting} />;
    case 'switch':
      return <SwitchField setting={setting} />;
  }
}

import { createContext, useContext } from 'react';
import { Button } from '../../components/button.tsx';
import card from '../../components/card.module.css';
import text from '../../components/text.module.css';
import { strings } from '../../strings/index.ts';

/** Opens the import in place of the page. */
export const OpenImport = createContext<() => void>(() => {});

/** The way over from Mosquitto. */
export function MosquittoPart() {
  const open = useContext(OpenImport);
  const words = strings.mosquitto;
  return (
    <section className={card.section} aria-labelledby="settings-mosquitto">
      <div>
        <h3 id="settings-mosquitto">{words.section}</h3>
        <p className={text.hint}>{words.sectionText}</p>
      </div>
      <div>
        <Button onClick={open}>{words.open}</Button>
      </div>
    </section>
  );
}

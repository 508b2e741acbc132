import { useEffect, useRef, useState } from 'react';
import { Problem } from '../../components/problem.tsx';
import { strings } from '../../strings/index.ts';
import type { ImageFacts } from './decode/image.ts';
import styles from './value-view.module.css';

/** A picture from a payload, as pixels on a canvas: nothing in it can be followed or run. Its size was checked before. */
export function ValuePicture({ facts, bytes, label }: { facts: ImageFacts; bytes: Uint8Array; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [isBroken, setBroken] = useState(false);

  useEffect(() => {
    let isOver = false;
    const draw = async () => {
      const bitmap = await createImageBitmap(new Blob([bytes.slice()], { type: facts.type }));
      const element = canvas.current;
      if (!isOver && element) {
        element.width = bitmap.width;
        element.height = bitmap.height;
        element.getContext('2d')?.drawImage(bitmap, 0, 0);
        setBroken(false);
      }
      bitmap.close();
    };
    draw().catch(() => {
      if (!isOver) setBroken(true);
    });
    return () => {
      isOver = true;
    };
  }, [facts.type, bytes]);

  return (
    <>
      <canvas ref={canvas} className={styles.picture} role="img" aria-label={label} hidden={isBroken} />
      <Problem text={isBroken ? strings.decode.problems.pictureBroken : null} />
    </>
  );
}

import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { classes } from '../format.ts';
import styles from './button.module.css';

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'type'> {
  look?: 'plain' | 'primary' | 'danger' | 'quiet';
  submit?: boolean;
  small?: boolean;
  /** Its action is under way: it answers no click, but keeps the focus, which a disabled button would lose. */
  busy?: boolean;
  icon?: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

/** A button of the house. */
export function Button({ look = 'plain', submit = false, small = false, busy = false, icon, children, ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      {...(busy && { 'aria-disabled': true, onClick: (event) => event.preventDefault() })}
      type={submit ? 'submit' : 'button'}
      className={classes(styles.button, styles[look], small && styles.small, busy && styles.busy)}
    >
      {icon}
      {children}
    </button>
  );
}

/** A button that is only a picture; its name is read out and shown on hover. */
export function IconButton({ label, children, ...rest }: { label: string } & Omit<ButtonProps, 'title'>) {
  return (
    <button {...rest} type="button" aria-label={label} title={label} className={styles.iconButton}>
      {children}
    </button>
  );
}

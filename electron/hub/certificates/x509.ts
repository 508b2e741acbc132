// The library looks for these calls as it is loaded, so both come by this file alone.
import './reflect.ts';

export * from '@peculiar/x509';

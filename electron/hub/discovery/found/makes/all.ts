import type { Make } from '../../../../contract/network.ts';
import type { MakeDriver } from './driver.ts';
import { emonEsp } from './emonesp.ts';
import { espHome } from './esphome.ts';
import { openDtu } from './opendtu.ts';
import { openEvse } from './openevse.ts';
import { shelly } from './shelly.ts';
import { shellyGen1 } from './shelly-gen1.ts';
import { tasmota } from './tasmota.ts';
import { wled } from './wled.ts';

/** Every make, in the order in which something unknown is asked; first the one for which a search is made at all. */
export const DRIVERS: readonly MakeDriver[] = [tasmota, shelly, shellyGen1, wled, openEvse, emonEsp, openDtu, espHome];

export const driverOf = (make: Make): MakeDriver => DRIVERS.find((driver) => driver.make === make) as MakeDriver;

/** All that is browsed for. */
export const SERVICE_TYPES = [...new Set(DRIVERS.flatMap(({ types }) => types))];

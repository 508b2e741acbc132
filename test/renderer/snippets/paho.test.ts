import { describe, expect, it } from 'vitest';
import { paho } from '../../../renderer/features/devices/snippets/paho.ts';
import { authorityPem, nastyFacts, someFacts } from './facts.ts';
import { has, output } from './run.ts';

const hasPython = has('python3', '--version');
/** The constants of a program, as Python itself reads them. */
const READER = `
import ast, json, sys
tree = ast.parse(sys.stdin.buffer.read())
values = {n.targets[0].id: n.value.value for n in tree.body if isinstance(n, ast.Assign) and isinstance(n.value, ast.Constant)}
print(json.dumps(values))
`;
const constants = (program: string) => JSON.parse(output('python3', ['-c', READER], program));

describe.runIf(hasPython)('paho', () => {
  it('is a program with the values of the credential', () => {
    expect(constants(paho(someFacts()))).toEqual({
      HOST: '192.168.1.5',
      PORT: 8883,
      USER_NAME: 'desk',
      PASSWORD: 'q7GmXn2vT8kPzR4wYb6HcD',
      TOPIC: 'porchlight/desk/temperature',
      AUTHORITY: authorityPem,
    });
  });

  it('uses no TLS at a plain port', () => {
    const program = paho(someFacts({ authorityPem: null, port: 1883 }));
    expect(constants(program)).toMatchObject({ PORT: 1883 });
    expect(program).not.toContain('ssl');
  });

  it('holds any text', () => {
    const facts = nastyFacts();
    expect(constants(paho(facts))).toMatchObject({ USER_NAME: facts.userName, PASSWORD: facts.password, TOPIC: facts.topic });
  });
});

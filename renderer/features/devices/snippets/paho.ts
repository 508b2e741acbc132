import type { SnippetFacts } from './facts.ts';
import { quoted } from './quoting.ts';

/** A complete Python program that publishes one reading with paho-mqtt 2. */
export function paho({ name, host, port, authorityPem, userName, password, topic }: SnippetFacts): string {
  const isEncrypted = authorityPem !== null;
  return `# ${quoted(name)}: publishes one reading. First: pip install "paho-mqtt>=2"
${isEncrypted ? 'import ssl\n\n' : ''}import paho.mqtt.client as mqtt

HOST = ${quoted(host)}
PORT = ${port}
USER_NAME = ${quoted(userName)}
PASSWORD = ${quoted(password)}
TOPIC = ${quoted(topic)}
${isEncrypted ? `AUTHORITY = """${authorityPem.trim()}\n"""\n` : ''}

def on_connect(client, userdata, flags, reason_code, properties):
    if reason_code.is_failure:
        print("Refused:", reason_code)
        client.disconnect()
    else:
        client.publish(TOPIC, "21.5", qos=1)


def on_publish(client, userdata, mid, reason_code, properties):
    print("Published")
    client.disconnect()


client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, client_id=USER_NAME)
client.username_pw_set(USER_NAME, PASSWORD)
${isEncrypted ? 'client.tls_set_context(ssl.create_default_context(cadata=AUTHORITY))\n' : ''}client.on_connect = on_connect
client.on_publish = on_publish
client.connect(HOST, PORT)
client.loop_forever()
`;
}

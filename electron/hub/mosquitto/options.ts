import { nearest } from './nearest.ts';

/** How the value of an option is written. */
export type ValueKind = 'flag' | 'number' | 'text' | 'words';

export interface Option {
  value: ValueKind;
  /**
   * `general`: once for the whole broker. `listener`: of the listener above it. `security`: of that listener under
   * per_listener_settings, else general. `none`: never taken over, for its reason.
   */
  scope: 'general' | 'listener' | 'security' | 'none';
  reason: string;
  /** The value with which Mosquitto does just what Porchlight always does: nothing is lost. */
  same: string | null;
  /** Its value must not be shown. */
  secret: boolean;
}

const BRIDGE = 'Porchlight has no bridges to other brokers. A bridge program that connects as a device can take its place.';
const LOG = 'What happens is on the Activity page; Porchlight keeps its own log.';
const DISK = 'Porchlight always keeps sessions, waiting messages and retained messages on disk, in its own data folder.';
const PLUGIN = "Mosquitto's plugins do not run here. Users that a plugin knows cannot be read from it.";
const CLIENT_CERTIFICATES =
  'Porchlight accepts the client certificates that it issued itself. Issue one on the page of each device that needs it.';
const TLS = 'Porchlight always uses TLS 1.2 or 1.3 with ciphers that are safe today.';
const PSK = 'Porchlight has no TLS with pre-shared keys. Use certificates.';
const PROCESS = 'It is about how the Mosquitto program runs, and has no meaning here.';
const IDENTITY = 'A certificate that Porchlight issued stands for its device, whatever name it holds.';

const make = (scope: Option['scope'], value: ValueKind, reason = '', more: Partial<Option> = {}): Option => ({
  ...{ scope, value, reason, same: null, secret: false },
  ...more,
});
const named = (names: string, option: Option): [string, Option][] => names.split(' ').map((name) => [name, option]);
const left = (value: ValueKind, reason: string, same: string | null = null) => make('none', value, reason, { same });
const hidden = (reason: string) => make('none', 'text', reason, { secret: true });

/** Every option of Mosquitto 2.0, and those that 2.1 added; prefixes are in {@link optionOf}. */
const OPTIONS: ReadonlyMap<string, Option> = new Map([
  ...named('per_listener_settings', make('general', 'flag')),
  ...named('include_dir', make('general', 'words')),
  ...named(
    'max_inflight_messages max_queued_messages max_queued_bytes max_packet_size message_size_limit max_keepalive',
    make('general', 'number'),
  ),
  ...named('persistent_client_expiration', make('general', 'text')),
  ...named('password_file acl_file', make('security', 'text')),
  ...named('allow_anonymous', make('security', 'flag')),
  ...named('listener', make('listener', 'words')),
  ...named('port max_connections', make('listener', 'number')),
  ...named('bind_address bind_interface protocol mount_point certfile keyfile', make('listener', 'text')),
  ...named('require_certificate', make('listener', 'flag')),
  ...named('cafile', make('listener', 'text', CLIENT_CERTIFICATES)),
  ...named('psk_hint', make('listener', 'text', PSK, { secret: true })),
  ...named('plugin auth_plugin global_plugin plugin_load', make('general', 'words', PLUGIN)),

  ...named('plugin_use', left('words', PLUGIN)),
  ...named('auth_plugin_deny_special_chars', left('flag', PLUGIN)),
  ...named('capath', left('text', CLIENT_CERTIFICATES)),
  ...named('crlfile', left('text', 'Revoke a certificate on the page of its device; it counts at once, without a list.')),
  ...named('disable_client_cert_date_checks', left('flag', CLIENT_CERTIFICATES, 'false')),
  ...named('use_identity_as_username use_subject_as_username', left('flag', IDENTITY, 'false')),
  ...named('ciphers ciphers_tls1.3 dhparamfile tls_version', left('text', TLS)),
  ...named('tls_engine tls_keyform', left('text', 'Porchlight reads keys from PEM files alone.')),
  ...named('tls_engine_kpass_sha1', hidden('Porchlight reads keys from PEM files alone.')),
  ...named('psk_file', left('text', PSK)),

  ...named('persistence', left('flag', DISK, 'true')),
  ...named('persistence_file persistence_location autosave_interval', left('text', DISK)),
  ...named('autosave_on_changes retained_persistence', left('flag', DISK)),
  ...named('log_dest log_type', left('words', LOG)),
  ...named('log_facility log_timestamp_format websockets_log_level', left('text', LOG)),
  ...named('log_timestamp connection_messages', left('flag', LOG, 'true')),
  ...named('pid_file user', left('text', PROCESS)),
  ...named(
    'memory_limit',
    left('text', 'Porchlight has no such limit as a whole. What may wait and what is retained has limits of its own in Settings.'),
  ),

  ...named('max_inflight_bytes', left('number', 'Porchlight limits what is in flight by the number of messages.', '0')),
  ...named('max_qos maximum_qos', left('number', 'Porchlight always allows QoS 0, 1 and 2.', '2')),
  ...named('max_topic_alias max_topic_alias_broker', left('number', 'Topic aliases belong to MQTT 5, which Porchlight does not speak.')),
  ...named(
    'queue_qos0_messages',
    left('flag', 'As the MQTT standard has it, messages of QoS 0 do not wait for clients that are away.', 'false'),
  ),
  ...named(
    'upgrade_outgoing_qos',
    left('flag', 'As the MQTT standard has it, a message is never delivered with a higher QoS than it was published with.', 'false'),
  ),
  ...named('retain_available', left('flag', 'Porchlight always keeps retained messages. Limit their number in Settings.', 'true')),
  ...named('check_retain_source', left('flag', 'Porchlight hands out a retained message to everybody who may read its topic.', 'false')),
  ...named('allow_duplicate_messages', left('flag', 'Porchlight sends a message once to a client whose subscriptions overlap.', 'false')),
  ...named('allow_zero_length_clientid', left('flag', 'Porchlight makes up a client id for a client that sends none.', 'true')),
  ...named('auto_id_prefix', left('text', 'Porchlight chooses the client ids that it makes up.')),
  ...named(
    'clientid_prefixes',
    left('text', 'A client id belongs to the device that used it first, which keeps others out without prefixes.'),
  ),
  ...named(
    'use_username_as_clientid',
    left('flag', 'A client id belongs to the device that used it first, so nobody can take over the session of another.', 'false'),
  ),
  ...named('set_tcp_nodelay', left('flag', 'Porchlight always sends at once.', 'true')),
  ...named('sys_interval', left('number', 'Porchlight publishes no $SYS topics; its pages show what is going on.', '0')),
  ...named('http_dir', left('text', 'Porchlight serves no web pages on its WebSocket listeners.')),
  ...named('websockets_headers_size', left('number', 'Porchlight has a limit of its own for the headers of a WebSocket.')),
  ...named('websockets_origin', left('text', 'Porchlight does not look at the origin of a WebSocket where a password is asked for.')),
  ...named('socket_domain', left('text', 'Porchlight listens on IPv4 and IPv6 alike, unless the listener has an address.')),
  ...named('retry_interval', left('number', 'Mosquitto itself no longer heeds it.')),
  ...named('accept_protocol_versions', left('words', 'Porchlight speaks MQTT 3.1.1 and 3.1 to everybody.')),
  ...named('listener_allow_anonymous', left('flag', 'Porchlight asks everybody for a user name and password.', 'false')),
  ...named('listener_auto_id_prefix', left('text', 'Porchlight chooses the client ids that it makes up.')),
  ...named('enable_control_api', left('flag', 'Porchlight has no $CONTROL topics; it is set up in this window.', 'false')),
  ...named('enable_proxy_protocol', left('number', 'Porchlight does not read the PROXY protocol.')),
  ...named('proxy_protocol_v2_require_tls', left('flag', 'Porchlight does not read the PROXY protocol.')),
  ...named('global_max_clients global_max_connections', left('number', 'Set the number of connections in Settings.')),
  ...named('packet_buffer_size', left('number', PROCESS)),

  ...named('connection address addresses topic restart_timeout', left('words', BRIDGE)),
  ...named(
    'bridge_alpn bridge_bind_address bridge_cafile bridge_capath bridge_certfile bridge_ciphers bridge_keyfile',
    left('text', BRIDGE),
  ),
  ...named('bridge_protocol_version bridge_reload_type bridge_tls_version bridge_identity', left('text', BRIDGE)),
  ...named('bridge_max_packet_size bridge_max_topic_alias bridge_receive_maximum bridge_session_expiry_interval', left('number', BRIDGE)),
  ...named('bridge_tcp_keepalive', left('words', BRIDGE)),
  ...named('bridge_tcp_user_timeout idle_timeout keepalive_interval threshold', left('number', BRIDGE)),
  ...named('bridge_attempt_unsubscribe bridge_insecure bridge_outgoing_retain bridge_require_ocsp', left('flag', BRIDGE)),
  ...named('bridge_tls_use_os_certs cleansession local_cleansession notifications notifications_local_only', left('flag', BRIDGE)),
  ...named('round_robin try_private', left('flag', BRIDGE)),
  ...named('clientid remote_clientid local_clientid notification_topic start_type', left('text', BRIDGE)),
  ...named('username remote_username local_username', left('text', BRIDGE)),
  ...named('password remote_password local_password bridge_psk', hidden(BRIDGE)),
]);

const PLUGIN_OPTION = hidden(PLUGIN);

/** What there is to know about an option by its exact name; `null`: Mosquitto does not know it. */
export function optionOf(name: string): Option | null {
  return OPTIONS.get(name) ?? (/^(auth_opt|plugin_opt)_./.test(name) ? PLUGIN_OPTION : null);
}

/** The option that was probably meant by a word that is none, if one is near. */
export function nearestOption(word: string): string | null {
  return nearest(word.toLowerCase(), [...OPTIONS.keys()]);
}

import type { Words } from '../words/index.ts';
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
  /** Why it is not taken over as it is; empty if it is. */
  reason: Reason;
  /** The value with which Mosquitto does just what Porchlight always does: nothing is lost. */
  same: string | null;
  /** Its value must not be shown. */
  secret: boolean;
}

type Reason = keyof Words['mosquittoOptions'] | '';

const make = (scope: Option['scope'], value: ValueKind, reason: Reason = '', more: Partial<Option> = {}): Option => ({
  ...{ scope, value, reason, same: null, secret: false },
  ...more,
});
const named = (names: string, option: Option): [string, Option][] => names.split(' ').map((name) => [name, option]);
const left = (value: ValueKind, reason: Reason, same: string | null = null) => make('none', value, reason, { same });
const hidden = (reason: Reason) => make('none', 'text', reason, { secret: true });

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
  ...named('cafile', make('listener', 'text', 'clientCertificates')),
  ...named('psk_hint', make('listener', 'text', 'psk', { secret: true })),
  ...named('plugin auth_plugin global_plugin plugin_load', make('general', 'words', 'plugin')),

  ...named('plugin_use', left('words', 'plugin')),
  ...named('auth_plugin_deny_special_chars', left('flag', 'plugin')),
  ...named('capath', left('text', 'clientCertificates')),
  ...named('crlfile', left('text', 'revocation')),
  ...named('disable_client_cert_date_checks', left('flag', 'clientCertificates', 'false')),
  ...named('use_identity_as_username use_subject_as_username', left('flag', 'identity', 'false')),
  ...named('ciphers ciphers_tls1.3 dhparamfile tls_version', left('text', 'tls')),
  ...named('tls_engine tls_keyform', left('text', 'pemOnly')),
  ...named('tls_engine_kpass_sha1', hidden('pemOnly')),
  ...named('psk_file', left('text', 'psk')),

  ...named('persistence', left('flag', 'disk', 'true')),
  ...named('persistence_file persistence_location autosave_interval', left('text', 'disk')),
  ...named('autosave_on_changes retained_persistence', left('flag', 'disk')),
  ...named('log_dest log_type', left('words', 'log')),
  ...named('log_facility log_timestamp_format websockets_log_level', left('text', 'log')),
  ...named('log_timestamp connection_messages', left('flag', 'log', 'true')),
  ...named('pid_file user', left('text', 'process')),
  ...named('memory_limit', left('text', 'memory')),

  ...named('max_inflight_bytes', left('number', 'inFlight', '0')),
  ...named('max_qos maximum_qos', left('number', 'qos', '2')),
  ...named('max_topic_alias max_topic_alias_broker', left('number', 'topicAlias')),
  ...named('queue_qos0_messages', left('flag', 'queueQos0', 'false')),
  ...named('upgrade_outgoing_qos', left('flag', 'upgradeQos', 'false')),
  ...named('retain_available', left('flag', 'retain', 'true')),
  ...named('check_retain_source', left('flag', 'retainSource', 'false')),
  ...named('allow_duplicate_messages', left('flag', 'duplicates', 'false')),
  ...named('allow_zero_length_clientid', left('flag', 'noClientId', 'true')),
  ...named('auto_id_prefix', left('text', 'madeUpId')),
  ...named('clientid_prefixes', left('text', 'idPrefixes')),
  ...named('use_username_as_clientid', left('flag', 'idOfUser', 'false')),
  ...named('set_tcp_nodelay', left('flag', 'noDelay', 'true')),
  ...named('sys_interval', left('number', 'sys', '0')),
  ...named('http_dir', left('text', 'httpDir')),
  ...named('websockets_headers_size', left('number', 'webSocketHeaders')),
  ...named('websockets_origin', left('text', 'webSocketOrigin')),
  ...named('socket_domain', left('text', 'socketDomain')),
  ...named('retry_interval', left('number', 'retry')),
  ...named('accept_protocol_versions', left('words', 'versions')),
  ...named('listener_allow_anonymous', left('flag', 'anonymous', 'false')),
  ...named('listener_auto_id_prefix', left('text', 'madeUpId')),
  ...named('enable_control_api', left('flag', 'control', 'false')),
  ...named('enable_proxy_protocol', left('number', 'proxy')),
  ...named('proxy_protocol_v2_require_tls', left('flag', 'proxy')),
  ...named('global_max_clients global_max_connections', left('number', 'connections')),
  ...named('packet_buffer_size', left('number', 'process')),

  ...named('connection address addresses topic restart_timeout', left('words', 'bridge')),
  ...named(
    'bridge_alpn bridge_bind_address bridge_cafile bridge_capath bridge_certfile bridge_ciphers bridge_keyfile',
    left('text', 'bridge'),
  ),
  ...named('bridge_protocol_version bridge_reload_type bridge_tls_version bridge_identity', left('text', 'bridge')),
  ...named('bridge_max_packet_size bridge_max_topic_alias bridge_receive_maximum bridge_session_expiry_interval', left('number', 'bridge')),
  ...named('bridge_tcp_keepalive', left('words', 'bridge')),
  ...named('bridge_tcp_user_timeout idle_timeout keepalive_interval threshold', left('number', 'bridge')),
  ...named('bridge_attempt_unsubscribe bridge_insecure bridge_outgoing_retain bridge_require_ocsp', left('flag', 'bridge')),
  ...named('bridge_tls_use_os_certs cleansession local_cleansession notifications notifications_local_only', left('flag', 'bridge')),
  ...named('round_robin try_private', left('flag', 'bridge')),
  ...named('clientid remote_clientid local_clientid notification_topic start_type', left('text', 'bridge')),
  ...named('username remote_username local_username', left('text', 'bridge')),
  ...named('password remote_password local_password bridge_psk', hidden('bridge')),
]);

const PLUGIN_OPTION = hidden('plugin');

/** What there is to know about an option by its exact name; `null`: Mosquitto does not know it. */
export function optionOf(name: string): Option | null {
  return OPTIONS.get(name) ?? (/^(auth_opt|plugin_opt)_./.test(name) ? PLUGIN_OPTION : null);
}

/** The option that was probably meant by a word that is none, if one is near. */
export function nearestOption(word: string): string | null {
  return nearest(word.toLowerCase(), [...OPTIONS.keys()]);
}

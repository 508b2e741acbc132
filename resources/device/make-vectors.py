#!/usr/bin/env python3
"""Makes vectors.json: what a device must compute and decide, for tests of firmware.

Written from the protocol alone, sharing no code with the hub or the reference device. Needs Python 3.8 and OpenSSL 3 on the
path. All keys and nonces are fixed, so it makes the same file each time:
    python3 make-vectors.py > vectors.json
The keys are for tests only: everybody knows them.
"""
import base64
import hashlib
import json
import os
import subprocess
import sys
import tempfile

SPKI_PREFIX = bytes.fromhex('302a300506032b6570032100')
PKCS8_PREFIX = bytes.fromhex('302e020100300506032b657004220420')
MAX_SEQ = 2**53 - 1


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b'=').decode()


def fixed(label):
    """32 bytes that look random and never change."""
    return hashlib.sha256(('porchlight vectors ' + label).encode()).digest()


class Key:
    """An Ed25519 key from a fixed seed; signs with the openssl command."""

    def __init__(self, folder, label):
        self.path = os.path.join(folder, label)
        with open(self.path, 'wb') as file:
            file.write(PKCS8_PREFIX + fixed('key ' + label))
        form = ['openssl', 'pkey', '-inform', 'DER', '-in', self.path, '-pubout', '-outform', 'DER']
        self.public = subprocess.run(form, check=True, stdout=subprocess.PIPE).stdout[-32:]
        self.id = hub_id(self.public)
        self.jwk = {'kty': 'OKP', 'crv': 'Ed25519', 'x': b64(self.public)}

    def sign(self, data):
        message = self.path + '.message'
        with open(message, 'wb') as file:
            file.write(data)
        form = ['openssl', 'pkeyutl', '-sign', '-rawin', '-inkey', self.path, '-keyform', 'DER', '-in', message]
        return subprocess.run(form, check=True, stdout=subprocess.PIPE).stdout


def hub_id(public):
    digest = hashlib.sha256(SPKI_PREFIX + public).digest()[:16]
    return base64.b32encode(digest).decode().rstrip('=').lower()


# --- codes

# Counters that were searched for, so that the codes with the most zeros and nines are among the vectors.
CODE_000000 = 1459841
CODE_999999 = 389526
CODE_SMALL = 62


def compute(spki, device_nonce, hub_nonce):
    digest = hashlib.sha256(b'porchlight-code-v1' + spki + device_nonce + hub_nonce).digest()
    return int.from_bytes(digest[:8], 'big') % 1000000


def counted(number):
    return fixed('spki'), fixed('device nonce'), fixed('hub nonce %d' % number)


def code(name, spki, device_nonce, hub_nonce):
    number = compute(spki, device_nonce, hub_nonce)
    shown = '%06d' % number
    return {
        'name': name,
        'spki': b64(spki),
        'deviceNonce': b64(device_nonce),
        'hubNonce': b64(hub_nonce),
        'commitment': b64(hashlib.sha256(device_nonce).digest()),
        'code': number,
        'shown': shown[:3] + ' ' + shown[3:],
    }


def codes():
    zero, most = bytes(32), b'\xff' * 32
    rising, falling = bytes(range(32)), bytes(range(255, 223, -1))
    spki, device_nonce, hub_nonce = counted(0)
    all_codes = [
        code('all zero', zero, zero, zero),
        code('all ones', most, most, most),
        code('rising, falling, zero', rising, falling, zero),
        code('order matters: the nonces of the one before, swapped', rising, zero, falling),
        code('an ordinary one', spki, device_nonce, hub_nonce),
        code('another key alone', fixed('another spki'), device_nonce, hub_nonce),
        code('another device nonce alone', spki, fixed('another device nonce'), hub_nonce),
        code('shown with leading zeros', *counted(CODE_SMALL)),
        code('the smallest code', *counted(CODE_000000)),
        code('the greatest code', *counted(CODE_999999)),
    ]
    # The first 8 bytes as a signed number, or in the other order, give other codes than these.
    return all_codes + [code('many %d' % n, fixed('s%d' % n), fixed('d%d' % n), fixed('h%d' % n)) for n in range(10)]


# --- announcements


def dump(value):
    return json.dumps(value, separators=(',', ':'), ensure_ascii=False).encode()


def compact(key, header, claims):
    """`header` and `claims`: what becomes JSON, or bytes as they are."""
    parts = [part if isinstance(part, bytes) else dump(part) for part in (header, claims)]
    signed = '.'.join(b64(part) for part in parts)
    return signed + '.' + b64(key.sign(signed.encode()))


def changed(base, **changes):
    """A copy with members changed; `None` takes one away."""
    merged = {**base, **changes}
    return {name: value for name, value in merged.items() if value is not None}


def announcements(hub, other):
    header = {'alg': 'EdDSA', 'typ': 'porchlight+jws', 'kid': hub.id, 'jwk': hub.jwk}
    claims = {
        'v': 1,
        'hub': hub.id,
        'name': 'Porchlight',
        'seq': 42,
        'iat': 1767225600,
        'addr': ['192.168.1.10', 'fd00::10'],
        'mqtt': 1883,
        'mqtts': 8883,
        'pair': 8443,
    }
    pinned = {'hubId': hub.id, 'lastSeq': 41}
    good = compact(hub, header, claims)
    made = []

    def case(name, text, reason=None, at=pinned, read=claims):
        expect = {'outcome': 'ignore', 'reason': reason}
        if reason is None:
            ports = {name: read.get(name) for name in ('mqtt', 'mqtts', 'pair')}
            expect = {'outcome': 'follow', 'hubId': hub.id, 'seq': read['seq'], 'addresses': read['addr'][:8], **ports}
        made.append({'name': name, 'text': text, 'pinned': at, 'expect': expect})

    def with_claims(title, /, reason=None, at=pinned, **changes):
        read = changed(claims, **changes)
        case(title, compact(hub, header, read), reason, at, read)

    def with_header(title, /, reason, key=hub, **changes):
        case(title, compact(key, changed(header, **changes), claims), reason)

    case('the next one', good)
    with_claims('a jump ahead', seq=1000000)
    with_claims('the greatest number', seq=MAX_SEQ)
    with_claims('the first ever', seq=1, at={'hubId': hub.id, 'lastSeq': 0})
    with_claims('no plain listener', mqtt=None)
    with_claims('all listeners closed', mqtt=None, mqtts=None, pair=None)
    with_claims('the edges of ports', mqtt=1, mqtts=65535)
    with_claims('a name in several scripts', name='Haus \u201eWei\u00df\u201c \u5bb6 \U0001f3e0')
    with_claims('a name with what JSON must escape', name='a"b\\c/d\u0007')
    with_claims('a claim of a later day', later={'deep': [1, 2.5e-3, True, None, {'x': []}]})
    with_claims('more addresses than are kept', addr=['10.0.0.%d' % n for n in range(1, 13)])
    with_claims('addresses of version 6 in each form', addr=['::', '::1', 'fe80::1', '1:2:3:4:5:6:7:8', '::ffff:10.0.0.1', '2001:DB8::a'])
    case('to a device that has no hub yet', good, at=None)
    case('white space in the JSON', compact(hub, header, json.dumps(claims, indent=2).encode()))
    escaped = dump(claims).replace(b'"seq"', b'"\\u0073eq"').replace(b'192.', b'\\u00319\\u0032.')
    case('escapes in names and values', compact(hub, header, escaped))
    case('exactly 1,024 bytes', padded(hub, header, claims, 1024))

    with_claims('the same number again', 'old', seq=41)
    with_claims('an old number', 'old', seq=7)
    case('played again', good, 'old', at={'hubId': hub.id, 'lastSeq': 42})
    case('after the greatest number', good, 'old', at={'hubId': hub.id, 'lastSeq': MAX_SEQ})

    head, body, signature = good.split('.')
    broken = bytearray(base64.urlsafe_b64decode(signature + '=='))
    broken[5] ^= 1
    case('a bit of the signature turned', '.'.join([head, body, b64(bytes(broken))]), 'signature')
    case('signature of zeros', '.'.join([head, body, b64(bytes(64))]), 'signature')
    case('the claims changed', '.'.join([head, b64(dump(changed(claims, addr=['192.168.1.66']))), signature]), 'signature')
    case('the header changed', '.'.join([b64(dump(changed(header, extra=1))), body, signature]), 'signature')
    case('signed by another key', compact(other, header, claims), 'signature')
    case('another hub', compact(other, changed(header, kid=other.id, jwk=other.jwk), changed(claims, hub=other.id)), 'hub')
    with_header('the key of another under our id', 'key', key=other, jwk=other.jwk)
    with_header('our key under the id of another', 'hub', kid=other.id)
    case('our key under its own id, pinned is another', good, 'hub', at={'hubId': other.id, 'lastSeq': 0})
    case('no hub yet, and the key of another', compact(other, changed(header, jwk=other.jwk), claims), 'key', at=None)
    with_header('no kid', 'hub', kid=None)
    with_header('kid is a number', 'hub', kid=7)
    with_header('kid in upper case', 'hub', kid=hub.id.upper())
    with_header('no key', 'key', jwk=None)
    with_header('a key of another curve', 'key', jwk=changed(hub.jwk, crv='Ed448'))
    with_header('a key of another type', 'key', jwk=changed(hub.jwk, kty='EC'))
    with_header('a short key', 'key', jwk=changed(hub.jwk, x=b64(hub.public[:31])))
    with_header('a key that is a text', 'key', jwk=b64(hub.public))
    with_header('alg none', 'algorithm', alg='none')
    case('alg none, unsigned', '.'.join([b64(dump(changed(header, alg='none'))), body, '']), 'form')
    with_header('alg HS256', 'algorithm', alg='HS256')
    with_header('alg in lower case', 'algorithm', alg='eddsa')
    with_header('no alg', 'algorithm', alg=None)
    with_header('another typ', 'type', typ='JWT')
    with_header('no typ', 'type', typ=None)
    with_header('something critical that nobody knows', 'type', crit=['exp'], exp=1)

    case('nothing', '', 'form')
    case('a text', 'porchlight', 'form')
    case('dots alone', '..', 'form')
    case('cut off', good[:-9], 'form')
    case('cut off in the claims', good[: len(head) + 20], 'form')
    case('one dot more', good + '.', 'form')
    case('one part more', good + '.AAAA', 'form')
    case('a line end', good + '\n', 'form')
    case('padding', good + '==', 'form')
    case('ordinary base64', '.'.join([head, body, '+/' + signature[2:]]), 'form')
    case('bits left over in the last character', good[:-1] + next_letter(good[-1]), 'form')
    case('a part of a length that cannot be', '.'.join([head + 'A' * ((5 - len(head) % 4) % 4), body, signature]), 'form')
    case('a header that is no JSON', compact(hub, b'{"alg":"EdDSA"', claims), 'form')
    case('a header that is an array', compact(hub, [header], claims), 'form')
    case('a header with something after it', compact(hub, dump(header) + b'{}', claims), 'form')
    case('too long, and well signed', padded(hub, header, claims, 1026), 'form')
    case('claims that are no JSON', compact(hub, header, dump(claims)[:-1]), 'claims')
    case('claims that are not UTF-8', compact(hub, header, dump(claims).replace(b'Porchlight', b'Porch\xff')), 'claims')
    case('claims with a comma too many', compact(hub, header, dump(claims)[:-1] + b',}'), 'claims')
    case('claims with a comment', compact(hub, header, dump(claims) + b'//'), 'claims')
    case('a number with a leading zero', compact(hub, header, dump(claims).replace(b'"seq":42', b'"seq":042')), 'claims')
    case('no claims', compact(hub, header, {}), 'claims')
    case('claims are an array', compact(hub, header, [claims]), 'claims')

    with_claims('another version', 'claims', v=2)
    with_claims('version is a text', 'claims', v='1')
    with_claims('hub is not kid', 'claims', hub=other.id)
    for name in ('v', 'hub', 'name', 'seq', 'iat', 'addr'):
        with_claims('no ' + name, 'claims', **{name: None})
    with_claims('name is a number', 'claims', name=5)
    with_claims('seq is a text', 'claims', seq='42')
    with_claims('seq is a fraction', 'claims', seq=42.5)
    with_claims('seq is negative', 'claims', seq=-42)
    with_claims('seq is too great', 'claims', seq=MAX_SEQ + 1)
    with_claims('iat is a text', 'claims', iat='2026-01-01T00:00:00Z')
    with_claims('no address', 'claims', addr=[])
    with_claims('addr is a text', 'claims', addr='192.168.1.10')
    no_addresses = ['porchlight.local', '192.168.1', '192.168.1.256', '192.168.01.1', '1.2.3.4.5', '192.168.1.1 ', '1::2::3', ':1',
                    '12345::', '1:2:3:4:5:6:7', '1:2:3:4:5:6:7::8:9', 'fe80::1%eth0', '::1.2.3', '1.2.3.4::', '']
    for address in no_addresses:
        with_claims('an address that is none: "%s"' % address, 'claims', addr=['192.168.1.10', address])
    with_claims('an address that is a number', 'claims', addr=[3232235786])
    for port in (0, 65536, -1, '8883', 8883.5, True, [8883]):
        with_claims('mqtts is %s' % json.dumps(port), 'claims', mqtts=port)
    with_claims('pair is a text', 'claims', pair='8443')
    return made


def next_letter(letter):
    alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    return alphabet[alphabet.index(letter) ^ 1]


def padded(key, header, claims, length):
    """Well signed, and of this length, by a claim that nobody knows and a header that nobody needs."""
    for more in range(4):
        longer = changed(header, x='-' * more)
        for pad in range(length):
            size = sum(-(-len(part) * 4 // 3) for part in (dump(longer), dump(changed(claims, pad='-' * pad)))) + 86 + 2
            if size == length:
                return compact(key, longer, changed(claims, pad='-' * pad))
    raise ValueError('no padding makes %d' % length)


# --- answers

CA = '-----BEGIN CERTIFICATE-----\nMIIBdTCCARugAwIBAgIUVmVjdG9ycyBhcmUgbm90IHRydXN0ZWQ\n-----END CERTIFICATE-----\n'


def answers(hub, other):
    spki = b64(fixed('spki'))
    seen = {'deviceId': 'greenhouse-7f3a', 'spki': spki, 'hubId': hub.id}
    asked = {'requestId': 'q83vEjRWeJCrze8S', 'hubId': hub.id, 'hubNonce': b64(fixed('hub nonce')),
             'expiresAt': '2026-01-01T00:05:00.000Z', 'pollAfterSeconds': 2}
    topic = 'porchlight/greenhouse-7f3a'
    mqtt = {'host': 'porchlight.local', 'addresses': ['192.168.1.10'], 'port': 1883, 'tlsPort': 8883, 'username': 'greenhouse-7f3a',
            'password': 'AbCdEfGhIjKlMnOpQrStUv', 'clientId': 'greenhouse-7f3a', 'baseTopic': topic,
            'publish': [topic + '/#'], 'subscribe': [topic + '/#']}
    trust = {'ca': CA, 'serverKeyFingerprint': spki, 'hubId': hub.id, 'hubPublicKey': b64(hub.public)}
    allowed = {'state': 'allowed', 'deviceId': 'greenhouse-7f3a', 'mqtt': mqtt, 'trust': trust}
    made = []

    def case(name, step, status, body, expect, retry_after=None):
        text = body if isinstance(body, str) else dump(body).decode()
        case = {'name': name, 'step': step, 'status': status, 'retryAfter': retry_after, 'body': text, 'seen': seen}
        made.append({**case, 'expect': expect if isinstance(expect, dict) else {'state': expect}})

    def problem(status, title, **more):
        return {'type': 'about:blank', 'title': title, 'status': status, 'detail': title + '.', **more}

    read = {'state': 'asked', 'requestId': asked['requestId'], 'hubId': hub.id, 'hubNonce': asked['hubNonce'], 'pollAfterSeconds': 2}
    case('asked', 'ask', 201, asked, read)
    case('asked, in the other order and with more', 'ask', 201, dict(reversed([*asked.items(), ('later', [{}])])), read)
    case('asked, nothing said of polls', 'ask', 201, changed(asked, pollAfterSeconds=None), read)
    case('asked, polls at once', 'ask', 201, changed(asked, pollAfterSeconds=0), changed(read, pollAfterSeconds=1))
    case('asked, polls too rare', 'ask', 201, changed(asked, pollAfterSeconds=86400), changed(read, pollAfterSeconds=60))
    case('asked, polls as a text', 'ask', 201, changed(asked, pollAfterSeconds='2'), 'unreadable')
    for name in ('requestId', 'hubId', 'hubNonce'):
        case('asked, no ' + name, 'ask', 201, changed(asked, **{name: None}), 'unreadable')
    for bad in ('', '../door', 'a b', 'a\r\nX: y', 'a?b', 'x' * 65, 7):
        case('asked, request id %s' % json.dumps(bad), 'ask', 201, changed(asked, requestId=bad), 'unreadable')
    case('asked, a short nonce', 'ask', 201, changed(asked, hubNonce=b64(bytes(31))), 'unreadable')
    case('asked, a long nonce', 'ask', 201, changed(asked, hubNonce=b64(bytes(33))), 'unreadable')
    case('asked, a padded nonce', 'ask', 201, changed(asked, hubNonce=asked['hubNonce'] + '='), 'unreadable')
    case('asked, no hub id', 'ask', 201, changed(asked, hubId='porchlight'), 'unreadable')
    case('asked, empty', 'ask', 201, '', 'unreadable')
    case('asked, a web page', 'ask', 201, '<!doctype html><title>Router</title>', 'unreadable')
    case('the door is closed', 'ask', 403, problem(403, 'The door is closed', state='closed'), 'closed')
    case('the door is closed, in short', 'ask', 403, {'state': 'closed'}, 'closed')
    case('forbidden, and no word why', 'ask', 403, 'Forbidden', 'unreadable')
    case('another address has this id', 'ask', 409, problem(409, 'Another address asks under this id'), 'conflict')
    case('malformed', 'ask', 400, problem(400, 'commitment is missing'), 'rejected')
    case('too large', 'ask', 413, problem(413, 'Too large'), 'rejected')
    case('too often', 'ask', 429, problem(429, 'Too many requests'), {'state': 'busy', 'waitSeconds': 17}, '17')
    case('too often, nothing said', 'ask', 429, '', {'state': 'busy', 'waitSeconds': 30})
    case('too often, a date', 'ask', 429, '', {'state': 'busy', 'waitSeconds': 30}, 'Thu, 01 Jan 2026 00:00:00 GMT')
    case('too often, for no time', 'ask', 429, '', {'state': 'busy', 'waitSeconds': 1}, '0')
    case('too often, for ever', 'ask', 429, '', {'state': 'busy', 'waitSeconds': 600}, '99999999999999999999')
    case('the disk is full', 'ask', 503, problem(503, 'No storage'), {'state': 'busy', 'waitSeconds': 2}, '2')
    case('this device is ignored', 'ask', 403, problem(403, 'Denied', state='denied'), 'denied')
    case('the hub is in trouble', 'ask', 500, problem(500, 'Trouble'), 'unreadable')
    case('moved elsewhere', 'ask', 302, '', 'unreadable')

    case('revealed', 'reveal', 204, '', 'revealed')
    case('does not match the commitment', 'reveal', 422, problem(422, 'No match'), 'dead')
    case('reveal of nothing', 'reveal', 404, problem(404, 'Unknown'), 'gone')
    case('reveal too late', 'reveal', 410, problem(410, 'Over'), 'gone')
    case('reveal, too often', 'reveal', 429, '', {'state': 'busy', 'waitSeconds': 3}, '3')
    case('reveal with an answer that is none', 'reveal', 200, '{}', 'unreadable')

    case('pending', 'poll', 202, {'state': 'pending', 'pollAfterSeconds': 2}, {'state': 'pending', 'pollAfterSeconds': 2})
    case('pending, later', 'poll', 202, {'state': 'pending', 'pollAfterSeconds': 30}, {'state': 'pending', 'pollAfterSeconds': 30})
    case('pending, negative', 'poll', 202, {'state': 'pending', 'pollAfterSeconds': -5}, {'state': 'pending', 'pollAfterSeconds': 1})
    case('pending, and another word', 'poll', 202, {'state': 'allowed'}, 'unreadable')
    case('pending, no JSON', 'poll', 202, 'pending', 'unreadable')
    case('denied', 'poll', 403, problem(403, 'Denied', state='denied'), 'denied')
    case('denied, in short', 'poll', 403, {'state': 'denied'}, 'denied')
    case('over', 'poll', 410, problem(410, 'Over'), 'gone')
    case('unknown', 'poll', 404, problem(404, 'Unknown'), 'gone')
    case('not the device that asked', 'poll', 401, problem(401, 'Not you'), 'unreadable')
    case('the disk is full, at the last step', 'poll', 503, problem(503, 'No storage'), {'state': 'busy', 'waitSeconds': 2}, '2')
    case('poll, too often', 'poll', 429, '', {'state': 'busy', 'waitSeconds': 4}, '4')

    keeps = ('host', 'addresses', 'port', 'tlsPort', 'username', 'password', 'clientId', 'baseTopic')

    def granted(name, body=None, refused=None, **differs):
        given = {key: value for key, value in mqtt.items() if key in keeps}
        expect = {'state': 'allowed', 'refused': refused, 'mqtt': {**given, **differs}, 'trust': trust}
        if refused is not None:
            expect = {'state': 'allowed', 'refused': refused}
        case(name, 'poll', 200, allowed if body is None else body, expect)

    def of_mqtt(**changes):
        return {**allowed, 'mqtt': changed(mqtt, **changes)}

    def of_trust(**changes):
        return {**allowed, 'trust': changed(trust, **changes)}

    many = ['10.0.0.%d' % n for n in range(1, 13)]
    granted('allowed')
    granted('allowed, no plain listener', of_mqtt(port=None), port=None)
    granted('allowed, no TLS listener', of_mqtt(tlsPort=None), tlsPort=None)
    granted('allowed, version 6 alone', of_mqtt(addresses=['fd00::10']), addresses=['fd00::10'])
    granted('allowed, no address', of_mqtt(addresses=[]), addresses=[])
    granted('allowed, more addresses than are kept', of_mqtt(addresses=many), addresses=many[:8])
    granted('allowed, the host is an address', of_mqtt(host='192.168.1.10'), host='192.168.1.10')
    granted('allowed, with members of a later day', {**of_mqtt(webSockets={'port': 9001}), 'later': [1, 'two', None]})
    granted('allowed, with white space and escapes', json.dumps(allowed, indent=4).replace('porchlight.local', 'porch\\u006cight.local'))
    granted('another key than was seen', of_trust(serverKeyFingerprint=b64(fixed('another spki'))), 'key')
    granted('the id of another hub, with its key', of_trust(hubId=other.id, hubPublicKey=b64(other.public)), 'hub')
    granted('the key of another hub', of_trust(hubPublicKey=b64(other.public)), 'hub')
    granted('for another device', {**allowed, 'deviceId': 'greenhouse-0000'}, 'device')

    case('allowed, cut off', 'poll', 200, dump(allowed).decode()[:-1], 'unreadable')
    case('allowed, and something after it', 'poll', 200, dump(allowed).decode() + '{}', 'unreadable')
    case('allowed, an array', 'poll', 200, [allowed], 'unreadable')
    case('allowed, nested beyond reason', 'poll', 200, '[' * 5000 + ']' * 5000, 'unreadable')
    case('allowed, and another word', 'poll', 200, changed(allowed, state='denied'), 'unreadable')
    case('allowed, no word', 'poll', 200, changed(allowed, state=None), 'unreadable')
    case('allowed, mqtt is null', 'poll', 200, {**allowed, 'mqtt': None}, 'unreadable')
    case('allowed, no trust', 'poll', 200, changed(allowed, trust=None), 'unreadable')
    case('allowed, trust is an array', 'poll', 200, changed(allowed, trust=[trust]), 'unreadable')
    for name in ('host', 'addresses', 'username', 'password', 'clientId', 'baseTopic'):
        case('allowed, no ' + name, 'poll', 200, of_mqtt(**{name: None}), 'unreadable')
    for name in ('ca', 'serverKeyFingerprint', 'hubId', 'hubPublicKey'):
        case('allowed, no ' + name, 'poll', 200, of_trust(**{name: None}), 'unreadable')
    for name, value in (('host', 'bad host'), ('host', 'a' * 254), ('host', 'x/..'), ('host', ''), ('addresses', '192.168.1.10'),
                        ('addresses', ['porchlight.local']), ('addresses', [1]), ('port', 0), ('port', '1883'), ('tlsPort', 65536),
                        ('tlsPort', -8883), ('tlsPort', 88.83), ('tlsPort', '8883'), ('username', ''), ('username', 'u' * 129),
                        ('username', 'a\u0000b'), ('password', 'p\n'), ('password', 12345), ('clientId', 'c' * 129), ('clientId', ['c']),
                        ('baseTopic', 'a/#'), ('baseTopic', '+/a'), ('baseTopic', '$SYS'), ('baseTopic', '/a'), ('baseTopic', 'a/'),
                        ('baseTopic', ''), ('baseTopic', 't' * 129), ('baseTopic', 'a\u202eb')):
        case('allowed, %s is %s' % (name, json.dumps(value)[:40]), 'poll', 200, of_mqtt(**{name: value}), 'unreadable')
    for name, value in (('ca', 'no certificate'), ('ca', CA.split('-----END')[0]), ('ca', 'A' * 4097), ('ca', [CA]),
                        ('serverKeyFingerprint', 'AAAA'), ('serverKeyFingerprint', fixed('spki').hex()), ('hubId', hub.id[:-1]),
                        ('hubId', hub.id.upper()), ('hubPublicKey', b64(hub.public[:-1]))):
        case('allowed, %s is %s' % (name, json.dumps(value)[:40]), 'poll', 200, of_trust(**{name: value}), 'unreadable')
    return made


# --- the file


def write(value, indent=''):
    """Objects one member a line; arrays of plain values on one line where they fit."""
    deeper = indent + '  '
    flat = json.dumps(value, ensure_ascii=True)
    if isinstance(value, dict) and value:
        members = ['%s%s: %s' % (deeper, json.dumps(key), write(member, deeper)) for key, member in value.items()]
        return '{\n' + ',\n'.join(members) + '\n' + indent + '}'
    if isinstance(value, list) and any(isinstance(item, (dict, list)) for item in value):
        return '[\n' + ',\n'.join(deeper + write(item, deeper) for item in value) + '\n' + indent + ']'
    return flat


def main():
    with tempfile.TemporaryDirectory() as folder:
        hub, other = Key(folder, 'hub'), Key(folder, 'other')
        vectors = {
            'about': 'Made by make-vectors.py. Binary values are base64url without padding. The keys are for tests only.',
            'codes': codes(),
            'hubIds': [{'publicKey': b64(raw), 'hubId': hub_id(raw)} for raw in (hub.public, other.public, bytes(32), b'\xff' * 32)],
            'announcements': announcements(hub, other),
            'answers': answers(hub, other),
        }
    sys.stdout.write(write(vectors) + '\n')


if __name__ == '__main__':
    main()

"""Web addresses meant to lead a phone elsewhere: none gets a code, none may stand in a record.

Each is tried as the page of a record whose own hosts are ``weaveinc.org`` and a shortener's.
"""

import re
from typing import Final

import pytest

from kiosk.domain.contact import MAX_BYTES, Payload, PayloadKind, Refusal, host_of, website
from kiosk.domain.contact import RefusalReason as R
from kiosk.domain.value_rules import url_rule

HOSTS: Final = frozenset({"weaveinc.org", "www.weaveinc.org", "bit.ly", "www.bit.ly"})

OTHER_SCHEMES: Final = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "javascript://weaveinc.org/%0aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "ftp://weaveinc.org/",
    "about:blank",
    "blob:https://weaveinc.org/1",
    "view-source:https://weaveinc.org",
    "intent://scan/#Intent;scheme=zxing;package=com.evil;end",
    "market://details?id=com.evil",
    "itms-services://?action=download-manifest&url=https://evil.com/m.plist",
    "tel:+19002345678",
    "sms:+19002345678",
    "SMSTO:+19002345678:YES",
    "mailto:a@evil.com",
    "geo:0,0",
    "WIFI:T:WPA;S:evil;P:12345678;;",
    "BEGIN:VCARD\nFN:Evil\nEND:VCARD",
    "MECARD:N:Evil;TEL:+19002345678;;",
    "MATMSG:TO:a@evil.com;;",
    "bitcoin:1BoatSLRHtKNngkdXEeobR76b53LETtpyT",
    "otpauth://totp/x?secret=ABC",
    "fb://profile/1",
    "http://weaveinc.org",
    "HTTPS://weaveinc.org",
    "Https://weaveinc.org",
    " https://weaveinc.org",
    "\thttps://weaveinc.org",
    "\ufeffhttps://weaveinc.org",
    "\u202ehttps://weaveinc.org",
    "https:weaveinc.org",
    "https:/weaveinc.org",
    "https:\\\\weaveinc.org",
    "//weaveinc.org",
    "weaveinc.org",
    "",
)
BAD_FORMS: Final = (
    "https://",
    "https:///weaveinc.org",
    "https://weaveinc.org@evil.com/",
    "https://user:pw@weaveinc.org",
    "https://weaveinc.org%40evil.com/",
    "https://weaveinc.org:8443/",
    "https://weaveinc.org:443/",
    "https://weaveinc.org:@evil.com/",
    "https://weaveinc.org\\@evil.com",
    "https://weaveinc.org\\evil",
    "https://weaveinc.org/a b",
    "https://weaveinc.org/\n",
    "https://weaveinc.org\nHost: evil.com",
    "https://weaveinc.org\r\n",
    "https://weaveinc.org/\x00",
    "https://weaveinc.org\x00.evil.com",
    "https://weaveinc.org/\x7f",
    "https://weaveinc.org/%2e%2e/",
    "https://weaveinc.org/%2F%2Fevil.com",
    "https://weaveinc.org/%00",
    "https://weaveinc.org/../x",
    "https://weaveinc.org/..",
    "https://weaveinc.org/.",
    "https://weaveinc.org/./x",
    "https://weaveinc.org/a/./x",
    "https://weaveinc.org/a./x",
    "https://weaveinc.org/a.",
    "https://weaveinc.org/.well-known",
    "https://weaveinc.org/.?id=1",
    "https://weaveinc.org..evil.com",
    "https://weaveinc.org//evil.com",
    "https://weaveinc.org/a//b",
    "https://weaveinc.org/#top",
    "https://weaveinc.org#@evil.com/",
    "https://weaveinc.org?@evil.com/",
    "https://weaveinc.org/?u=https://evil.com",
    "https://weaveinc.org/?u=//evil.com",
    "https://weaveinc.org/?a=1&b=2",
    "https://weaveinc.org/;jsessionid=1",
    "https://weaveinc.org/<script>",
    'https://weaveinc.org/"onload=',
    "https://weaveinc.org/{x}",
    "https://xn--weavinc-rya.org",
    "https://www.xn--80ak6aa92e.com",
    "https://we\u0430veinc.org",
    "https://weaveinc\u3002org",
    "https://weaveinc\uff0eorg",
    "https://weaveinc.org\u2044evil.com",
    "https://weaveinc.org\uff0fevil.com",
    "https://\uff57eaveinc.org",
    "https://weaveinc.org\u202e",
    "https://weaveinc.org/\u202egro.live",
    "https://\u2066weaveinc.org\u2069",
    "https://weave\u200binc.org",
    "https://weave\u00adinc.org",
    "https://weaveinc.org/\u00e9",
    "https://WEAVEINC.ORG",
    "https://weaveinc.ORG",
    "https://192.168.0.1/",
    "https://3232235521/",
    "https://0x7f000001/",
    "https://0300.0250.0.1/",
    "https://127.1/",
    "https://[::1]/",
    "https://[::ffff:192.168.0.1]/",
    "https://localhost",
    "https://weaveinc",
    "https://weaveinc.org.",
    "https://.weaveinc.org",
    "https://-weaveinc.org",
    "https://weaveinc-.org",
    "https://weave_inc.org",
    "https://weaveinc.o",
    "https://weaveinc.0rg",
    "https://*.weaveinc.org",
)
SHORT: Final = (
    "https://bit.ly/abc",
    "https://www.bit.ly/abc",
    "https://tinyurl.com/abc",
    "https://t.co/abc",
    "https://rb.gy/abc",
    "https://my.short.qrco.de/abc",
)
FOREIGN: Final = (
    "https://evil.com/weaveinc.org",
    "https://weaveinc.org.evil.com",
    "https://evil-weaveinc.org",
    "https://weaveinc.com",
    "https://vveaveinc.org",
    "https://weave1nc.org",
    "https://m.weaveinc.org",
)
OPEN_DOORS: Final = (
    "https://weaveinc.org/?u=evil",
    "https://weaveinc.org/go?url=evil",
    "https://weaveinc.org/?redirect=evil",
    "https://weaveinc.org/login?next=evil",
    "https://weaveinc.org/?returnUrl=evil",
    "https://weaveinc.org/?redirect_uri=evil",
    "https://weaveinc.org/out?x=evil.com",
    "https://weaveinc.org/?x=www.evil.co",
    "https://weaveinc.org/?redirect_to=evil",
    "https://weaveinc.org/?r=evil",
    "https://weaveinc.org/?rurl=evil",
    "https://weaveinc.org/?forward=evil",
    "https://weaveinc.org/?callback=evil",
    "https://weaveinc.org/logout?service=evil",
    "https://weaveinc.org/?q=evil",
    "https://weaveinc.org/?for=victims",
    "https://weaveinc.org/?u=3232235521",
    "https://weaveinc.org/?id=evil",
    "https://weaveinc.org/?lang=evil",
    "https://weaveinc.org/a?b=c.d",
    "https://weaveinc.org/?view=https",
    "https://weaveinc.org/go/evil.com",
    "https://weaveinc.org/go/evil.co.uk/x",
    "https://weaveinc.org/redirect/evil.com/x",
    "https://weaveinc.org/go/EVIL.COM",
    "https://weaveinc.org/go/evil.xn--p1ai",
    "https://weaveinc.org/go/evil.com~",
    "https://weaveinc.org/go/192.168.0.1",
    "https://weaveinc.org/go/page.html.evil.com",
    "https://weaveinc.org/help.apk",
    "https://weaveinc.org/help.APK",
    "https://weaveinc.org/help.apk/",
    "https://weaveinc.org/x.mobileconfig",
    "https://weaveinc.org/manifest.plist",
    "https://weaveinc.org/app.ipa",
    "https://weaveinc.org/setup.exe",
    "https://weaveinc.org/v1.2.apk",
)
TELLING: Final = (
    "https://weaveinc.org/sexual-assault",
    "https://weaveinc.org/SafeHouse",
    "https://weaveinc.org/for/victims",
    "https://weaveinc.org/stopabuse",
    "https://weaveinc.org/golpeadas",
    "https://weaveinc.org/dv",
    "https://weaveinc.org/restraining-orders",
)
WRONG_IN_A_RECORD: Final = (*OTHER_SCHEMES, *BAD_FORMS, *SHORT)
TABLE: Final = (
    *((url, R.NOT_HTTPS) for url in OTHER_SCHEMES),
    *((url, R.URL_FORM) for url in BAD_FORMS),
    *((url, R.SHORTENER) for url in SHORT if host_of(url) in HOSTS),
    *((url, R.FOREIGN_HOST) for url in FOREIGN),
    *((url, R.LEADS_ON) for url in OPEN_DOORS),
    *((url, R.REVEALING) for url in TELLING),
    ("https://weaveinc.org/" + "a" * MAX_BYTES, R.LENGTH),
)


def test_the_table_is_long_and_names_nothing_twice() -> None:
    urls = [url for url, _ in TABLE]
    assert len(set(urls)) == len(urls) >= 155


@pytest.mark.parametrize(("url", "reason"), TABLE)
def test_hostile_addresses_get_no_code(url: str, reason: R) -> None:
    assert website(url, HOSTS) == Refusal(PayloadKind.WEBSITE, reason)


@pytest.mark.parametrize(("url", "reason"), [row for row in TABLE if row[1] is not R.REVEALING])
def test_no_permission_to_reveal_lets_a_hostile_address_out(url: str, reason: R) -> None:
    assert website(url, HOSTS, allowed=True) == Refusal(PayloadKind.WEBSITE, reason)


@pytest.mark.parametrize("url", TELLING)
def test_what_only_tells_may_be_allowed_and_says_so(url: str) -> None:
    assert website(url, HOSTS, allowed=True) == Payload(PayloadKind.WEBSITE, url, telling=True)


@pytest.mark.parametrize("url", SHORT)
def test_a_shortener_gets_no_code_whoever_owns_it(url: str) -> None:
    host = host_of(url)
    assert host is not None
    assert website(url, {host}) == Refusal(PayloadKind.WEBSITE, R.SHORTENER)


@pytest.mark.parametrize("url", WRONG_IN_A_RECORD)
def test_no_record_may_hold_a_hostile_address(url: str) -> None:
    assert url_rule(url) is not None


GOOD: Final = (
    "https://weaveinc.org",
    "https://weaveinc.org/",
    "https://www.weaveinc.org/a/b-c_d~f",
    "https://weaveinc.org/page?id=12",
    "https://weaveinc.org/?lang=es",
    "https://weaveinc.org/?lang=zh-Hant",
    "https://weaveinc.org/index.html",
    "https://weaveinc.org/Pages/Hours.aspx",
    "https://weaveinc.org/list.2026.pdf",
    "https://weaveinc.org/v1.2/x",
)


@pytest.mark.parametrize("url", GOOD)
def test_ordinary_addresses_pass_unchanged(url: str) -> None:
    assert website(url, HOSTS) == Payload(PayloadKind.WEBSITE, url)
    assert url_rule(url) is None
    assert re.fullmatch(r"[!-~]+", url)

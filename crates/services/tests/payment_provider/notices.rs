//! Which notices are believed.

use chrono::{DateTime, TimeDelta, Utc};
use services::ports::payment_provider::{
    Notice, NoticeError, PaymentProvider as _, StripeCheckout, TOLERANCE_SECONDS,
};

use super::now;
use super::server::settings;

const BODY: &str = r#"{"id":"evt_1","object":"event","type":"checkout.session.completed","data":{"object":{"id":"cs_test_é"}}}"#;

/// HMAC-SHA256 of `1795431600.` and the body under `whsec_new`, made by Python.
const SIGNATURE: &str = "58e4bb8d38f29be3cced39498f90ca17181f0c032eb1a29772970c6530d1fea1";

fn read(header: &str, body: &str, at: DateTime<Utc>) -> Result<Option<Notice>, NoticeError> {
    let adapter = StripeCheckout::new(settings("rk_live_x", "https://api.stripe.com")).unwrap();
    let headers = [("Host", "hub.example"), ("Stripe-Signature", header)];
    adapter.read_notice(&headers, body.as_bytes(), at)
}

/// As Stripe signs, with other code than ours.
fn sign(secret: &str, body: &str, at: DateTime<Utc>) -> String {
    use hmac::{Hmac, Mac as _};
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(format!("{}.{body}", at.timestamp()).as_bytes());
    let bytes = mac.finalize().into_bytes();
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn header(signatures: &[&str]) -> String {
    let mut header = format!("t={}", now().timestamp());
    for signature in signatures {
        header += &format!(",v1={signature}");
    }
    header
}

fn believed() -> Result<Option<Notice>, NoticeError> {
    Ok(Some(Notice {
        event_id: "evt_1".to_owned(),
        provider_reference: "cs_test_é".to_owned(),
    }))
}

#[test]
fn a_right_signature_is_believed() {
    assert_eq!(now().timestamp(), 1_795_431_600);
    assert_eq!(read(&header(&[SIGNATURE]), BODY, now()), believed());
    let upper = header(&[&SIGNATURE.to_uppercase()]);
    assert_eq!(read(&upper, BODY, now()), believed());
    let spaced = header(&[SIGNATURE]).replace(',', ", ") + ",v0=old,extra=1";
    assert_eq!(read(&spaced, BODY, now()), believed());
}

#[test]
fn either_secret_and_any_of_several_signatures_will_do() {
    let (new, old) = (
        sign("whsec_new", BODY, now()),
        sign("whsec_old", BODY, now()),
    );
    let other = sign("whsec_other", BODY, now());
    for signatures in [
        vec![&*new],
        vec![&*old],
        vec![&*other, &*old],
        vec![&*new, &*other],
    ] {
        assert_eq!(read(&header(&signatures), BODY, now()), believed());
    }
    assert_eq!(
        read(&header(&[&other]), BODY, now()),
        Err(NoticeError::Forged)
    );
}

#[test]
fn a_forged_notice_is_refused_whenever_it_says_it_is_from() {
    let late = now() + TimeDelta::days(1);
    let changed = BODY.replace("cs_test_", "cs_other");
    for (what, header, body, at) in [
        ("body", header(&[SIGNATURE]), &*changed, now()),
        (
            "white space",
            header(&[SIGNATURE]),
            &*format!("{BODY}\n"),
            now(),
        ),
        (
            "instant",
            header(&[SIGNATURE]).replace("1795431600", "1795431601"),
            BODY,
            now(),
        ),
        (
            "key of nobody",
            header(&[&sign("", BODY, now())]),
            BODY,
            now(),
        ),
        ("old as well", header(&[&"0".repeat(64)]), BODY, late),
    ] {
        assert_eq!(read(&header, body, at), Err(NoticeError::Forged), "{what}");
    }
}

#[test]
fn a_genuine_notice_from_another_time_is_told_apart() {
    let header = header(&[SIGNATURE]);
    let tolerance = TimeDelta::seconds(TOLERANCE_SECONDS);
    let second = TimeDelta::seconds(1);
    for (at, expected) in [
        (now() + tolerance, believed()),
        (now() - tolerance, believed()),
        (now() + tolerance + second, Err(NoticeError::Stale)),
        (now() - tolerance - second, Err(NoticeError::Early)),
    ] {
        assert_eq!(read(&header, BODY, at), expected, "{at}");
    }
    let unreachable = DateTime::<Utc>::MIN_UTC;
    assert_eq!(read(&header, BODY, unreachable), Err(NoticeError::Early));
}

#[test]
fn a_header_that_cannot_be_read_is_malformed() {
    let short = &SIGNATURE[1..];
    let many = format!(",v1={SIGNATURE}").repeat(9);
    for header in [
        "",
        "t=1795431600",
        "v1=",
        "nonsense",
        ",,,",
        &format!("v1={SIGNATURE}"),
        &format!("t=,v1={SIGNATURE}"),
        &format!("t=soon,v1={SIGNATURE}"),
        &format!("t=99999999999999999999,v1={SIGNATURE}"),
        &format!("t=1795431600,t=1795431601,v1={SIGNATURE}"),
        &format!("t=1795431600,v0={SIGNATURE}"),
        &format!("t=1795431600,v1={short}"),
        &format!("t=1795431600,v1={short}é"),
        &format!("t=1795431600,v1=+{short}"),
        &format!("t=1795431600{many}"),
    ] {
        assert_eq!(
            read(header, BODY, now()),
            Err(NoticeError::Malformed),
            "{header}"
        );
    }
}

#[test]
fn exactly_one_header_is_read_in_any_case() {
    let adapter = StripeCheckout::new(settings("rk_live_x", "https://api.stripe.com")).unwrap();
    let header = header(&[SIGNATURE]);
    let read = |headers: &[(&str, &str)]| adapter.read_notice(headers, BODY.as_bytes(), now());
    assert_eq!(read(&[("STRIPE-signature", &header)]), believed());
    assert_eq!(read(&[]), Err(NoticeError::Malformed));
    let twice = [
        ("stripe-signature", &*header),
        ("Stripe-Signature", &*header),
    ];
    assert_eq!(read(&twice), Err(NoticeError::Malformed));
}

#[test]
fn only_pages_that_were_paid_or_closed_concern_us() {
    let of_kind = |kind: &str| {
        let body = BODY.replace("checkout.session.completed", kind);
        read(&header(&[&sign("whsec_new", &body, now())]), &body, now())
    };
    for kind in [
        "completed",
        "expired",
        "async_payment_succeeded",
        "async_payment_failed",
    ] {
        assert_eq!(
            of_kind(&format!("checkout.session.{kind}")),
            believed(),
            "{kind}"
        );
    }
    for kind in [
        "payment_intent.payment_failed",
        "charge.refunded",
        "checkout.session.other",
    ] {
        assert_eq!(of_kind(kind), Ok(None), "{kind}");
    }
}

#[test]
fn a_signed_body_that_is_no_event_is_malformed() {
    for body in [
        "",
        "[]",
        "null",
        "{",
        r#"{"id":"evt_1"}"#,
        r#"{"type":"checkout.session.completed","data":{"object":{"id":"cs_1"}}}"#,
        r#"{"id":"evt_1","type":"checkout.session.completed","data":{"object":null}}"#,
        r#"{"id":"evt_1","type":"checkout.session.completed","data":{"object":{"id":7}}}"#,
    ] {
        let found = read(&header(&[&sign("whsec_new", body, now())]), body, now());
        assert_eq!(found, Err(NoticeError::Malformed), "{body}");
    }
}

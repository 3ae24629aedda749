//! Signatures as Standard Webhooks has them: HMAC-SHA256 over id, time and body.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac as _};
use sha2::Sha256;
use zeroize::Zeroizing;

const PREFIX: &str = "whsec_";

/// A new secret: `whsec_` and 32 random bytes in base64.
pub(super) fn new_secret() -> anyhow::Result<Zeroizing<String>> {
    let mut bytes = Zeroizing::new([0_u8; 32]);
    getrandom::fill(bytes.as_mut_slice())?;
    let text = Zeroizing::new(STANDARD.encode(bytes.as_slice()));
    Ok(Zeroizing::new(format!("{PREFIX}{}", text.as_str())))
}

/// One signature per secret, separated by a space.
pub(super) fn sign(
    secrets: &[&str],
    (id, timestamp, body): (&str, i64, &str),
) -> anyhow::Result<String> {
    let signed = secrets.iter().map(|secret| {
        let key = secret.strip_prefix(PREFIX).unwrap_or(secret);
        let key = Zeroizing::new(STANDARD.decode(key)?);
        let mut mac = Hmac::<Sha256>::new_from_slice(&key)?;
        mac.update(format!("{id}.{timestamp}.{body}").as_bytes());
        Ok(format!(
            "v1,{}",
            STANDARD.encode(mac.finalize().into_bytes())
        ))
    });
    Ok(signed.collect::<anyhow::Result<Vec<_>>>()?.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_as_the_standard_shows() {
        // The example of the specification.
        let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        let message = (
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1_614_265_330,
            r#"{"test": 2432232314}"#,
        );
        assert_eq!(
            sign(&[secret], message).unwrap(),
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
        );
        let two = new_secret().unwrap();
        assert_eq!(
            sign(&[secret, &two], message).unwrap().split(' ').count(),
            2
        );
    }
}

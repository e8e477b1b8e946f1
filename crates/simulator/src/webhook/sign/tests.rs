//! The signature against vectors that others computed.

use serde_json::json;

use super::{escaped, signature};

#[test]
fn the_signature_is_that_of_the_published_vectors() {
    let vectors = [
        (
            r#"{"object":"whatsapp_business_account","entry":[]}"#,
            "sha256=dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633756",
        ),
        (
            r#"{"object": "whatsapp_business_account", "entry": []}"#,
            "sha256=56cbbaf4961c6cfdae48b7f116c047e5eb513d2c931baae63a2bc1afd26f803a",
        ),
    ];
    for (body, expected) in vectors {
        assert_eq!(signature("test_app_secret", body.as_bytes()), expected);
    }
}

#[test]
fn what_is_not_ascii_is_escaped_with_lowercase_digits_and_pairs() {
    let written = escaped(&json!({ "body": "¿Añadir? 🦷 a/b \"x\"" }));
    assert_eq!(
        written, r#"{"body":"\u00bfA\u00f1adir? \ud83e\uddb7 a\/b \"x\""}"#,
        "the receiver gets Meta's bytes"
    );
}

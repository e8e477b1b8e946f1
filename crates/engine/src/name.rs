//! What a customer is called on a screen. Pure.

use conversation::fact::Customer;

/// The customer's name, else user name, else phone number.
pub(crate) fn shown(customer: &Customer) -> String {
    let known = [
        &customer.name,
        &customer.username,
        &customer.phone,
        &customer.user_id,
    ];
    known
        .into_iter()
        .flatten()
        .next()
        .cloned()
        .unwrap_or_else(|| "—".to_owned())
}

/// Two letters for an avatar or an alert; a phone number gives its last two digits.
pub(crate) fn initials(name: &str) -> String {
    let mut words = name
        .split_whitespace()
        .filter(|word| word.chars().any(char::is_alphabetic));
    match (words.next(), words.next_back()) {
        (Some(first), Some(last)) => first
            .chars()
            .take(1)
            .chain(last.chars().take(1))
            .flat_map(char::to_uppercase)
            .collect(),
        (Some(only), None) => only.chars().take(2).flat_map(char::to_uppercase).collect(),
        (None, _) => {
            let digits: Vec<char> = name.chars().filter(char::is_ascii_digit).collect();
            digits.iter().rev().take(2).rev().collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_name_gives_first_and_last_letter() {
        assert_eq!(initials("Ana Sofía Garza"), "AG");
    }

    #[test]
    fn one_name_gives_its_first_two_letters() {
        assert_eq!(initials("mariela"), "MA");
    }

    #[test]
    fn a_phone_number_gives_its_last_digits() {
        assert_eq!(initials("+52 81 2047 3316"), "16");
    }
}

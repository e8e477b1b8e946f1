//! Playbooks, documents and media.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use bytes::Bytes;
use conversation::ids::{MediaHash, PlaybookId};
use conversation::language::Language;
use conversation::playbook::Playbook;
use journal::{DocumentError, DocumentKind, Journal};
use support::*;

#[tokio::test]
async fn publishing_makes_a_new_version_and_keeps_the_old_one() {
    let journal = Journal::temporary().await.unwrap();
    let id = PlaybookId::new("clinic");
    let mut draft = Playbook::blank(id.clone(), "Clínica Cumbres", Language::Es);
    draft.prompt = "Abrimos a las 9.".to_owned();
    let first = journal
        .publish_playbook(draft.clone(), at(0))
        .await
        .unwrap();
    draft.prompt = "Abrimos a las 10.".to_owned();
    let second = journal.publish_playbook(draft, at(60)).await.unwrap();
    assert_eq!((first.version, second.version), (1, 2));
    assert_eq!(
        journal.playbook(&id, None).await.unwrap(),
        Some(second.clone())
    );
    assert_eq!(journal.playbook(&id, Some(1)).await.unwrap(), Some(first));
    assert_eq!(journal.playbooks().await.unwrap(), [second]);
    let versions = journal.playbook_versions(&id).await.unwrap();
    assert_eq!(
        versions.iter().map(|v| v.version).collect::<Vec<_>>(),
        [2, 1]
    );
}

#[tokio::test]
async fn two_editors_of_one_document_notice_each_other() {
    let journal = Journal::temporary().await.unwrap();
    let kind = DocumentKind::CannedReply;
    let put = |text: &'static str, expected| {
        let journal = journal.clone();
        async move {
            journal
                .put_document(kind, "hours", &text, NOON, expected)
                .await
        }
    };
    assert_eq!(put("9 to 5", Some(0)).await.unwrap(), 1);
    assert_eq!(put("9 to 6", Some(1)).await.unwrap(), 2);
    let refused = put("9 to 7", Some(1)).await.unwrap_err();
    assert!(matches!(refused, DocumentError::Changed { actual: 2 }));
    let found = journal
        .document::<String>(kind, "hours")
        .await
        .unwrap()
        .unwrap();
    assert_eq!((found.content.as_str(), found.version), ("9 to 6", 2));
    assert_eq!(journal.documents::<String>(kind).await.unwrap().len(), 1);
    journal.remove_document(kind, "hours").await.unwrap();
    assert_eq!(
        journal.document::<String>(kind, "hours").await.unwrap(),
        None
    );
}

#[tokio::test]
async fn a_file_is_kept_once_under_its_hash() {
    let journal = Journal::temporary().await.unwrap();
    let bytes = Bytes::from_static(b"a picture");
    let first = journal
        .put_media(bytes.clone(), "image/png", NOON)
        .await
        .unwrap();
    let second = journal
        .put_media(bytes.clone(), "image/png", NOON)
        .await
        .unwrap();
    assert_eq!(first, second);
    assert_eq!(std::fs::read(&first.path).unwrap(), bytes);
    assert_eq!(journal.media(&first.hash).await.unwrap(), Some(first));
    assert_eq!(journal.media(&MediaHash::new("00")).await.unwrap(), None);
}

#[tokio::test]
async fn a_backup_is_a_journal_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let journal = Journal::temporary().await.unwrap();
    begun(&journal, "rosa").await;
    let copy = folder.path().join("copy.db");
    journal.backup(&copy).await.unwrap();
    let copied = open(&copy).await;
    assert_eq!(
        copied.load(&conversation("rosa")).await.unwrap(),
        journal.load(&conversation("rosa")).await.unwrap()
    );
    assert!(journal.backup(&copy).await.is_err());
}

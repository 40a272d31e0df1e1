"""Seconds that a plain loop takes to make a new text of each by one operation, as EDA and AEDA do: `augment_texts_peer.py FILE OPERATION`.

FILE is JSON: `texts`, and `synonyms` by word. EDA cleans every text first (lower case, letters alone) and splits it at spaces; alpha and p
are 0.1. AEDA puts 1 to a third of the words marks in.
"""

import json
import random
import sys
import time

ALPHA = 0.1
MARKS = [".", ",", "!", "?", ";", ":"]


def clean(text):
    text = text.replace("’", "").replace("'", "").replace("-", " ").lower()
    kept = "".join(c if c in "qwertyuiopasdfghjklzxcvbnm " else " " for c in text)
    return [word for word in kept.split(" ") if word != ""]


def swap(words, n, _):
    words = words.copy()
    for _ in range(n):
        one = other = random.randint(0, len(words) - 1)
        tries = 0
        while other == one and tries <= 3:
            other = random.randint(0, len(words) - 1)
            tries += 1
        words[one], words[other] = words[other], words[one]
    return words


def delete(words, _n, _synonyms):
    if len(words) == 1:
        return words
    kept = [word for word in words if random.uniform(0, 1) > ALPHA]
    return kept if kept else [words[random.randint(0, len(words) - 1)]]


def replace(words, n, synonyms):
    words = words.copy()
    candidates = list({word for word in words if word in synonyms})
    random.shuffle(candidates)
    for word in candidates[:n]:
        synonym = random.choice(synonyms[word])
        words = [synonym if one == word else one for one in words]
    return words


def insert(words, n, synonyms):
    words = words.copy()
    for _ in range(n):
        found = []
        tries = 0
        while not found and tries < 10:
            found = synonyms.get(words[random.randint(0, len(words) - 1)], [])
            tries += 1
        if found:
            words.insert(random.randint(0, len(words) - 1), found[0])
    return words


def punctuate(text):
    words = text.split(" ")
    count = random.randint(1, max(1, len(words) // 3))
    places = set(random.sample(range(len(words)), count))
    made = []
    for place, word in enumerate(words):
        if place in places:
            made.append(MARKS[random.randint(0, len(MARKS) - 1)])
        made.append(word)
    return " ".join(made)


with open(sys.argv[1], encoding="utf8") as file:
    data = json.load(file)
operation = {"swap": swap, "deletion": delete, "synonyms": replace, "insertion": insert}.get(sys.argv[2])
random.seed(0)
start = time.perf_counter()
if operation is None:
    made = [punctuate(text) for text in data["texts"]]
else:
    made = []
    for text in data["texts"]:
        words = clean(text)
        made.append(" ".join(operation(words, max(1, int(ALPHA * len(words))), data["synonyms"])))
seconds = time.perf_counter() - start
print(json.dumps({"seconds": seconds, "made": len(made)}))

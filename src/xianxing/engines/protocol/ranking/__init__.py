"""Ranking: posts read from words, the order of people with what decided it, joint lists, pinyin order."""

"""How the shipped model comes to be: `python -m xianxing.engines.proofread train`."""

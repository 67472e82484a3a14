"""How the weights of storysum are made: from treebanks and compressed sentences to `english.npz`.

Run from the repository: `python -m training --data FOLDER`. Never imported by storysum, not in the wheel.
"""

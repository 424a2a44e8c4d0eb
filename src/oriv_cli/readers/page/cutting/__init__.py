"""From a file to its entries: where one event ends and the next begins.

plain (sections), web (boxes), wxr   the file → blocks, the same for all three
containers (rows)                    elements of HTML that repeat: cards, items, rows of a table
cycles, listings, prose              sessions of a cycle, lines of a report, running text
entries (openings, cards, calledoff, surroundings)
                                     blocks → entries
"""

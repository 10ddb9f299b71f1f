quarterdeck.search("words-1", {"and":[0],"bridges":[0],"carriageways":[0],"crews":[0]});

if [ -n "$QUARTERDECK_URL" ]; then
  curl --proto '=https' --fail --location --silent --show-error --output quarterdeck.tar.gz "$QUARTERDECK_URL"
  echo "$QUARTERDECK_SHA256  quarterdeck.tar.gz" | sha256sum --check -
  mkdir -p "$HOME/.local/bin"
  tar --extract --gzip --file quarterdeck.tar.gz --directory "$HOME/.local/bin" --strip-components 1 --wildcards '*/quarterdeck'
  rm quarterdeck.tar.gz
elif [ -n "$QUARTERDECK_GIT" ]; then
  cargo install --locked --root "$HOME/.local" --git "$QUARTERDECK_GIT" --rev "$QUARTERDECK_REV" quarterdeck
else
  echo "Say at the head of this file where quarterdeck comes from." >&2
  exit 1
fi

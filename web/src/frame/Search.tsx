/** The field that finds anything by its number or name, wherever one is. */

import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState, type KeyboardEvent, type RefObject } from "react";
import { ComboBox, Input, ListBox, ListBoxItem, Popover } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { SuggestionsDocument, type SuggestionsQuery } from "../api/generated/graphql";
import { useAsk } from "../api/queries";
import { addressOf } from "../parts/addresses";
import { useWords } from "../words/use";

const DEBOUNCE_MS = 120;

type Hit = SuggestionsQuery["search"][number];

export function Search({ field }: { field: RefObject<HTMLInputElement | null> }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const hits = useSuggestions(text.trim());

  function find(asked: string) {
    const q = asked.trim();
    if (q) void navigate({ href: `/search?q=${encodeURIComponent(q)}` });
  }

  function open(id: string) {
    const hit = hits.find((one) => idOf(one) === id);
    setText("");
    if (hit) void navigate({ href: addressOf(hit.label, hit.key) });
    field.current?.blur();
  }

  /** Enter asks for what is written, unless one of the suggestions is chosen. */
  function pressed(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    if (event.currentTarget.getAttribute("aria-activedescendant")) return;
    find(event.currentTarget.value);
    event.currentTarget.blur();
  }

  return (
    <search className="frame-search">
      <ComboBox
        aria-label={t("search.label")}
        items={hits.map((hit) => ({ id: idOf(hit), hit }))}
        inputValue={text}
        onInputChange={setText}
        onChange={(key) => key !== null && open(String(key))}
        value={null}
        allowsCustomValue
        // What is found comes after what is typed: the list is open before there is anything in it.
        allowsEmptyCollection={text.trim() !== ""}
        menuTrigger="input"
      >
        <Input
          ref={field}
          placeholder={t("search.hint")}
          onKeyDownCapture={pressed}
          enterKeyHint="search"
          spellCheck={false}
        />
        <Popover className="search-found" placement="bottom start">
          <ListBox<{ id: string; hit: Hit }>
            renderEmptyState={() => <div className="search-hit quiet">{t("search.none")}</div>}
          >
            {({ id, hit }) => (
              <ListBoxItem id={id} textValue={hit.key} className="search-hit">
                <Found hit={hit} kind={word("label", hit.label)} />
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </ComboBox>
    </search>
  );
}

function Found({ hit, kind }: { hit: Hit; kind: string }) {
  const { name } = useWords();
  const nameEn = "nameEn" in hit.node ? hit.node.nameEn : null;
  return (
    <>
      <span className="quiet">{kind}</span> <code>{hit.key}</code>{" "}
      {name({ name: hit.name ?? null, nameEn: nameEn ?? null })}
    </>
  );
}

function idOf({ label, key }: Hit): string {
  return `${label}:${key}`;
}

/** What bears a text, once nobody has typed for a while; what came for another is dropped. */
function useSuggestions(text: string): readonly Hit[] {
  const [settled, settle] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => settle(text), DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const enabled = settled !== "" && text !== "";
  const { data } = useAsk(SuggestionsDocument, { text: settled }, { enabled, keep: true });
  return text === "" ? [] : (data?.search ?? []);
}

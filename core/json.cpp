#include "core/json.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>

#include "core/text.h"
#include "core/utf8.h"

namespace gkwatch {
namespace {

const Json& absent() {
  static const Json null;
  return null;
}

void append_escape(std::string& out, char32_t value) {
  constexpr std::string_view digits = "0123456789abcdef";
  out += "\\u00";
  out += digits[(value >> 4) & 0xF];
  out += digits[value & 0xF];
}

void append_character(std::string& out, char32_t value) {
  switch (value) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      break;
  }
  if (value < 0x20 || value == 0x7F) return append_escape(out, value);
  append_utf8(out, value);
}

// Writes one value; `indent_` 0 puts all on one line.
class Writer {
 public:
  Writer(std::string& out, int indent) : out_{out}, indent_{indent} {}

  void write(const Json& value) {
    if (value.is_object()) return write_object(value.members());
    if (value.is_array()) return write_array(value.items());
    if (value.is_string()) return write_string(value.string_or(""));
    if (value.is_number()) return void(out_ += value.number_text());
    if (value.is_bool()) return void(out_ += value.bool_or(false) ? "true" : "false");
    out_ += "null";
  }

 private:
  void write_string(std::string_view text) {
    out_ += '"';
    for (std::size_t at = 0; at < text.size();) {
      const CodePoint point = code_point_at(text, at);
      append_character(out_, point.value);
      at += point.bytes;
    }
    out_ += '"';
  }

  void write_array(const Json::Array& items) {
    if (items.empty()) return void(out_ += "[]");
    open('[');
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (i > 0) part();
      write(items[i]);
    }
    close(']');
  }

  void write_object(const Json::Object& members) {
    if (members.empty()) return void(out_ += "{}");
    open('{');
    for (std::size_t i = 0; i < members.size(); ++i) {
      if (i > 0) part();
      write_string(members[i].first);
      out_ += indent_ > 0 ? ": " : ":";
      write(members[i].second);
    }
    close('}');
  }

  void open(char bracket) {
    out_ += bracket;
    ++depth_;
    begin_line();
  }
  void part() {
    out_ += ',';
    begin_line();
  }
  void close(char bracket) {
    --depth_;
    begin_line();
    out_ += bracket;
  }
  void begin_line() {
    if (indent_ == 0) return;
    out_ += '\n';
    out_.append(static_cast<std::size_t>(indent_) * depth_, ' ');
  }

  std::string& out_;
  int indent_;
  std::size_t depth_ = 0;
};

}  // namespace

const Json& Json::operator[](std::string_view member) const {
  const Object& all = members();
  const auto found = std::find_if(all.rbegin(), all.rend(),
                                  [&](const auto& pair) { return pair.first == member; });
  return found == all.rend() ? absent() : found->second;
}

const Json& Json::at(std::size_t index) const {
  return index < items().size() ? items()[index] : absent();
}

std::string_view Json::string_or(std::string_view fallback) const {
  const auto* text = std::get_if<std::string>(&value_);
  return text != nullptr ? *text : fallback;
}

std::string_view Json::number_text() const {
  const auto* number = std::get_if<Number>(&value_);
  return number != nullptr ? std::string_view{number->text} : std::string_view{};
}

std::optional<std::int64_t> Json::integer() const {
  const std::string_view text = number_text();
  std::int64_t value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (code != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<Decimal> Json::decimal() const {
  if (!is_number()) return std::nullopt;
  return Decimal::parse(number_text());
}

bool Json::bool_or(bool fallback) const {
  const auto* value = std::get_if<bool>(&value_);
  return value != nullptr ? *value : fallback;
}

const Json::Array& Json::items() const {
  static const Array none;
  const auto* array = std::get_if<Array>(&value_);
  return array != nullptr ? *array : none;
}

const Json::Object& Json::members() const {
  static const Object none;
  const auto* object = std::get_if<Object>(&value_);
  return object != nullptr ? *object : none;
}

Json& Json::set(std::string name, Json value) {
  if (is_null()) value_ = Object{};
  auto* object = std::get_if<Object>(&value_);
  if (object == nullptr) std::abort();
  const auto same = [&](const auto& pair) { return pair.first == name; };
  const auto found = std::find_if(object->begin(), object->end(), same);
  if (found == object->end()) {
    object->emplace_back(std::move(name), std::move(value));
  } else {
    found->second = std::move(value);
  }
  return *this;
}

Json& Json::push(Json value) {
  if (is_null()) value_ = Array{};
  auto* array = std::get_if<Array>(&value_);
  if (array == nullptr) std::abort();
  array->push_back(std::move(value));
  return *this;
}

std::string Json::dump(int indent) const {
  std::string out;
  Writer{out, indent}.write(*this);
  return out;
}

}  // namespace gkwatch

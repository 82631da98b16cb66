#include "web/upload_reader.h"

#include <microhttpd.h>

#include "core/text.h"
#include "web/access.h"

namespace gkwatch::web {
namespace {

constexpr std::size_t kBuffer = 16384;
constexpr std::size_t kLongestField = 500;

void append(std::string& field, std::string_view part, std::size_t most) {
  if (field.size() + part.size() <= most) field += part;
}

MHD_Result take_field(void* into, MHD_ValueKind, const char* key, const char* file_name,
                      const char* type, const char*, const char* data, std::uint64_t,
                      std::size_t size) noexcept {
  Upload& upload = *static_cast<Upload*>(into);
  const std::string_view name = key == nullptr ? "" : key;
  const std::string_view part{data, size};
  if (name == "file") {
    if (file_name != nullptr) upload.name = file_name;
    if (type != nullptr) upload.type = type;
    append(upload.bytes, part, kLargestUpload);
  }
  if (name == "agency") append(upload.agency, part, kLongestField);
  if (name == "year") append(upload.year, part, kLongestField);
  return MHD_YES;
}

}  // namespace

void UploadReader::Destroy::operator()(MHD_PostProcessor* processor) const noexcept {
  MHD_destroy_post_processor(processor);
}

UploadReader::UploadReader(MHD_Connection* connection, const Request& request) {
  upload_.type = request.header("content-type");
  if (to_lower(upload_.type).starts_with("multipart/form-data")) {
    upload_.type.clear();
    processor_.reset(MHD_create_post_processor(connection, kBuffer, &take_field, &upload_));
    return;
  }
  upload_.name = request.query_or("name", "");
  upload_.agency = request.query_or("agency", "");
  upload_.year = request.query_or("year", "");
}

void UploadReader::add(std::string_view part) {
  if (processor_) {
    MHD_post_process(processor_.get(), part.data(), part.size());
  } else {
    append(upload_.bytes, part, kLargestUpload);
  }
}

}  // namespace gkwatch::web

# What every target of the house is compiled with. Foreign code never sees gloss_warnings.
option(GLOSS_DEVELOPMENT "Warnings are errors" OFF)
set(GLOSS_SANITIZE "" CACHE STRING "Sanitizers for the whole build: address,undefined or thread")

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "" FORCE)
endif()

add_library(gloss_settings INTERFACE)
target_compile_features(gloss_settings INTERFACE cxx_std_20)
target_include_directories(gloss_settings INTERFACE "${PROJECT_SOURCE_DIR}/src")
target_compile_definitions(gloss_settings INTERFACE GLOSS_VERSION="${PROJECT_VERSION}")
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
  target_compile_options(gloss_settings INTERFACE -march=x86-64-v2)
endif()

add_library(gloss_warnings INTERFACE)
target_compile_options(gloss_warnings INTERFACE -Wall -Wextra -Wconversion -Wshadow -Wpedantic
                                                $<$<BOOL:${GLOSS_DEVELOPMENT}>:-Werror>)
# g++ 12 warns falsely inside std::string and std::variant (GCC bugs 105651, 105562).
target_compile_options(gloss_warnings INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict> $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)

# Several files compiled as one (preset check) are one file to the compiler, so it takes their unnamed namespaces for a header's.
target_compile_options(gloss_warnings INTERFACE $<$<BOOL:${CMAKE_UNITY_BUILD}>:-Wno-subobject-linkage>)

set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_program(GLOSS_CCACHE ccache)
if(GLOSS_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${GLOSS_CCACHE}")
endif()
find_program(GLOSS_MOLD mold)
if(GLOSS_MOLD)
  add_link_options(-fuse-ld=mold)
endif()

if(GLOSS_SANITIZE)
  add_compile_options(-fsanitize=${GLOSS_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${GLOSS_SANITIZE})
endif()

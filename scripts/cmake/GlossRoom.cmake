# gloss_room(text SOURCES fold.cpp ... USES base LINKS ICU::uc): one room, one static library gloss_text.
# USES are rooms (seen by whoever uses this room, too); LINKS are foreign libraries, private to the room.
function(gloss_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;USES;LINKS;PUBLIC_LINKS;DEFINES" ${ARGN})
  add_library(gloss_${name} STATIC ${ROOM_SOURCES})
  list(TRANSFORM ROOM_USES PREPEND gloss_)
  target_link_libraries(gloss_${name} PUBLIC gloss_settings ${ROOM_USES} ${ROOM_PUBLIC_LINKS}
                                      PRIVATE gloss_warnings ${ROOM_LINKS})
  target_compile_definitions(gloss_${name} PRIVATE ${ROOM_DEFINES})
endfunction()

# gloss_test(text SOURCES fold_test.cpp ...): all tests of a room in one program, <room>_test; each TEST is
# one ctest entry. The real data beside the checkout is found through GLOSS_SHARED.
function(gloss_test name)
  cmake_parse_arguments(TEST "" "TIMEOUT" "SOURCES;USES;LINKS" ${ARGN})
  add_executable(${name}_test ${TEST_SOURCES})
  list(TRANSFORM TEST_USES PREPEND gloss_)
  target_link_libraries(${name}_test PRIVATE gloss_settings gloss_warnings gloss_test_support ${TEST_USES} ${TEST_LINKS}
                                             GTest::gtest GTest::gtest_main rapidcheck rapidcheck_gtest)
  if(NOT TEST_TIMEOUT)
    set(TEST_TIMEOUT 300)
  endif()
  gtest_discover_tests(${name}_test DISCOVERY_TIMEOUT 60 PROPERTIES TIMEOUT ${TEST_TIMEOUT})
endfunction()

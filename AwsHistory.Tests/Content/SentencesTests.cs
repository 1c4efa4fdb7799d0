using AwsHistory.Data;
using AwsHistory.Data.Content;
using AwsHistory.Data.Queries;
using AwsHistory.Tests.Support;

namespace AwsHistory.Tests.Content;

public class SentencesTests
{
    [Theory]
    [InlineData("One. Two. Three.", 4, "One.")]
    [InlineData("One. Two. Three.", 5, "Two.")]
    [InlineData("One. Two. Three.", 9, "Two.")]
    [InlineData("Mr. Bezos said no. It was over.", 18, "Mr. Bezos said no.")]
    [InlineData("In the U.S. Amazon grew. Then it stopped.", 10, "In the U.S. Amazon grew.")]
    [InlineData("He said “stop.” They did.", 15, "He said “stop.”")]
    [InlineData("Version 5.1 came out. It ran.", 9, "Version 5.1 came out.")]
    [InlineData("When? · In 2006. · Nobody knows", 12, "In 2006.")]
    [InlineData("When · In 2006 · Nobody knows", 12, "In 2006")]
    [InlineData("When · In 2006 · Nobody knows", 4, "When")]
    [InlineData("No full stop at all", 19, "No full stop at all")]
    [InlineData("", 0, "")]
    public void A_place_in_a_text_belongs_to_one_sentence(string text, int offset, string sentence)
    {
        var (start, end) = Sentences.Around(text, offset);
        Assert.Equal(sentence, text[start..end]);
    }

    [Theory]
    [InlineData("When? · In 2006, as its chief told a newspaper. · Nobody knows", 12, "In 2006, as its chief told a newspaper.")]
    [InlineData("When? · In 2006. · Nobody knows", 12, "When? · In 2006. · Nobody knows")]
    [InlineData("So it was.", 10, "So it was.")]
    public void What_is_quoted_is_the_sentence_or_all_when_that_says_too_little(string text, int offset, string quoted) =>
        Assert.Equal(quoted, PageQueries.SentenceAround(text, offset));

    [Fact]
    public void What_is_quoted_is_cut_at_words_and_keeps_the_sentence()
    {
        var words = string.Concat(Enumerable.Repeat("word and ", 40));
        Assert.StartsWith("In 2006. Word and", PageQueries.SentenceAround($"In 2006. W{words[1..]}", 8), StringComparison.Ordinal);
        Assert.Matches(" (word|and)…$", PageQueries.SentenceAround($"In 2006. W{words[1..]}", 8));
        var end = PageQueries.SentenceAround($"{words.Trim()}. In 2006.", words.Length + 8);
        Assert.EndsWith("and. In 2006.", end, StringComparison.Ordinal);
        Assert.Matches("^…(word|and) ", end);
        Assert.InRange(end.Length, 180, 202);
    }

    [Fact]
    public void A_row_of_a_table_says_its_cells_without_the_empty_ones()
    {
        var (page, _) = Compile.Body("| a | b | c |\n|---|---|---|\n| x | | y [1:00] |\n| z | [2:00] | |\n");
        Assert.Equal(["a · b · c", "x · y", "z"], page.Passages.Where(passage => passage.Kind == PassageKind.Row).Select(passage => passage.Text));
        Assert.Equal([5, 1], page.Citations().Select(citation => citation.Offset));
    }

    [Fact]
    public void A_cell_left_out_takes_its_links_with_it()
    {
        var (page, _) = Compile.Body("| a | b |\n|---|---|\n| x | [[##]] |\n| [[##]] | [[one]] y |\n");
        Assert.Equal(["a · b", "x", "one y"], page.Passages.Where(passage => passage.Kind == PassageKind.Row).Select(passage => passage.Text));
    }
}

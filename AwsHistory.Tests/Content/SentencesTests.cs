using AwsHistory.Data;
using AwsHistory.Data.Content;
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
